import { describe, expect, test } from 'vitest';
import { mayMiss, objectiveWords, readObjective, splitObjectives } from './objective.ts';

const wordsOf = (text: string): string => {
  const read = readObjective(text);
  return read.ok ? objectiveWords(read.objective) : read.message;
};

describe('the accepted objectives', () => {
  test.each([
    ['p(99) < 50ms', 'p99 under 50 ms', 0.01],
    ['p95 <= 2s', 'p95 at most 2 s', 0.05],
    ['p99.9{service_time} < 10ms', 'p99.9 of service time under 10 ms', 0.001],
    ['p90{waiting, step: "login"} < 20ms', 'p90 of waiting of “login” under 20 ms', 0.1],
    ['journey p90 < 2s', 'p90 of the journey time under 2 s', 0.1],
    ['errors < 1%', 'at most 1.00 % failed', 0.01],
    ['success > 99%', 'at most 1.00 % failed', 0.01],
    ['p99<50ms', 'p99 under 50 ms', 0.01],
    ['p(95){step:"cart"} < 250ms', 'p95 of response time of “cart” under 250 ms', 0.05],
    ['p95{journey} < 2s', 'p95 of the journey time under 2 s', 0.05],
    ['journey p95{scenario: "buy"} < 2s', 'p95 of the journey time of “buy” under 2 s', 0.05],
    ['errors{step: "cart"} < 1%', 'at most 1.00 % of “cart” failed', 0.01],
    ['checks{step: "cart"} > 99%', 'at least 99.0 % of the requests of “cart” pass their checks', 0.01],
    ['checks == 100%', 'at least 100 % of the requests pass their checks', 0],
    ['checks > 99%', 'at least 99.0 % of the requests pass their checks', 0.01],
  ])('%s', (text, words, share) => {
    expect(wordsOf(text)).toBe(words);
    const read = readObjective(text);
    expect(read.ok ? mayMiss(read.objective) : null).toBeCloseTo(share, 9);
  });

  test.each([
    'p99 > 50ms',
    'mean < 20ms',
    'max < 1s',
    'throughput > 100/s',
    'dropped == 0',
    'checks{status 200} > 99%',
    'p99',
    'p100 < 1s',
    'journey p95{step: "cart"} < 2s',
  ])('%s is refused in a sentence', (text) => {
    const read = readObjective(text);
    expect(read.ok).toBe(false);
    expect(read.ok ? '' : read.message).toMatch(/\.$/);
  });
});

test.each([
  ['p99<50ms', ['p99<50ms']],
  ['p(99) < 50ms; errors < 1%', ['p(99) < 50ms', 'errors < 1%']],
  ['p(99) < 50ms and errors < 1% && checks > 99%', ['p(99) < 50ms', 'errors < 1%', 'checks > 99%']],
  ['p95{step: "a and b; c", scenario: "x, y"} < 1s, p99 < 2s', ['p95{step: "a and b; c", scenario: "x, y"} < 1s', 'p99 < 2s']],
  [' ; ', []],
])('%s is taken apart', (text, parts) => {
  expect(splitObjectives(text)).toEqual(parts);
});
