import { expect, test } from 'vitest';
import { atMost } from './binomial.ts';
import type { Evidence } from './judge-trial.ts';
import { trialNowWords } from './trial-now-words.ts';

const evidence = (part: Partial<Evidence>): Evidence => ({
  count: 32_930,
  missed: 142,
  inflation: 235,
  low: 0.001,
  high: 0.02,
  verdict: 'undecided',
  time: null,
  ...part,
});

test('an open verdict can still go either way, and clusters are explained', () => {
  expect(trialNowWords(evidence({}), 0.01, null)).toBe(
    'It can still go either way. Slow requests come in clusters: these 32,930 say as much as 140 single ones.',
  );
});

test('a verdict that it holds says how many late requests would change it', () => {
  const held = evidence({ count: 4000, missed: 10, inflation: 1, verdict: 'holds' });
  const [, more = ''] = /unless (\d+) more are late/.exec(trialNowWords(held, 0.01, null)) ?? [];
  expect(atMost(10 + Number(more) - 1, 4000, 0.01)).toBeLessThanOrEqual(0.05);
  expect(atMost(10 + Number(more), 4000, 0.01)).toBeGreaterThan(0.05);
});

test('a verdict that it fails says why', () => {
  expect(trialNowWords(evidence({ inflation: 1 }), 0.01, 24)).toBe('It fails: the backlog grows by 24/s.');
  expect(trialNowWords(evidence({ inflation: 1, verdict: 'fails', count: 1000, missed: 40, low: 0.028 }), 0.01, null)).toBe(
    'It fails: 4.00 % missed it, at least 2.80 %.',
  );
  expect(trialNowWords(undefined, 0.01, null)).toBe('There is no response yet.');
});
