// What a second in which this computer was late may decide: its times cannot fail a rate, but its failed requests can.
import { expect, test } from 'vitest';
import { judgeTrial } from './judge-trial.ts';
import type { TrialSecond } from './trial-seconds.ts';
import { EMPTY_HISTOGRAM, Histogram } from '../histogram.ts';

const SCOPE = { scenario: null, step: null };
const TIME = { kind: 'time', percent: 99, measure: 'response_time', limitMs: 50, isStrict: false, scope: SCOPE } as const;
const FAILED = { kind: 'failed', share: 0.001, scope: SCOPE } as const;
const RULE = { alpha: 0.05, isFull: false };

function strained(isAboutTime: boolean): TrialSecond[] {
  const times = isAboutTime ? EMPTY_HISTOGRAM : null;
  return Array.from({ length: 20 }, () => ({ cases: [{ count: 100, missed: 100, times }], generator: 'strained' as const }));
}

test('requests that failed fail the rate', () => {
  expect(judgeTrial(strained(false), [FAILED], RULE).verdict).toBe('fails');
});

test('times that were measured late do not fail the rate', () => {
  expect(judgeTrial(strained(true), [TIME], RULE).verdict).toBe('undecided');
});

const SLOW = new Histogram();
for (let at = 0; at < 100; at += 1) SLOW.record(200);
const FAST = new Histogram();
for (let at = 0; at < 100; at += 1) FAST.record(5);

function secondOf(generator: TrialSecond['generator'], isSlow: boolean): TrialSecond {
  const times = (isSlow ? SLOW : FAST).toData();
  const cases = [
    { count: 100, missed: isSlow ? 100 : 0, times },
    { count: 100, missed: 0, times: null },
  ];
  return { cases, generator };
}

test('all figures of a trial are of the same seconds, and it says of which', () => {
  const fast = Array.from({ length: 20 }, () => secondOf('trusted', false));
  const suspect = judgeTrial([...fast, secondOf('suspect', true)], [TIME, FAILED], { alpha: 0.05, isFull: true });
  expect(suspect).toMatchObject({ verdict: 'holds', counted: 'not suspect' });
  expect(suspect.evidence.map(({ count }) => count)).toEqual([2000, 2000]);
  // It fails by its trusted seconds, so no figure is of the strained one.
  const slow = Array.from({ length: 20 }, () => secondOf('trusted', true));
  const failed = judgeTrial([...slow, secondOf('strained', true)], [TIME, FAILED], { alpha: 0.05, isFull: true });
  expect(failed).toMatchObject({ verdict: 'fails', counted: 'trusted' });
  expect(failed.evidence.map(({ count }) => count)).toEqual([2000, 2000]);
  const strained = judgeTrial([...fast, secondOf('strained', true)], [TIME, FAILED], { alpha: 0.05, isFull: true });
  expect(strained).toMatchObject({ verdict: 'undecided', counted: 'not suspect' });
  expect(strained.evidence.map(({ count }) => count)).toEqual([2100, 2100]);
});

test('if requests fail near a rate, a few requests without a failure prove nothing', () => {
  const seconds = Array.from({ length: 10 }, () => secondOf('trusted', false));
  const rule = { alpha: 0.05, isFull: true };
  expect(judgeTrial(seconds, [TIME, FAILED], rule).verdict).toBe('holds');
  expect(judgeTrial(seconds, [TIME, FAILED], { ...rule, provesFailures: true }).verdict).toBe('undecided');
});

/** Every third second everything takes about `slowMs`, otherwise 1 ms. */
function uneven(slowMs: number): TrialSecond[] {
  return Array.from({ length: 60 }, (_, at) => {
    const times = new Histogram();
    for (let one = 0; one < 1000; one += 1) times.record((at % 3 === 0 ? slowMs : 1) * (0.9 + one / 5000));
    return { cases: [{ count: 1000, missed: 0, times: times.toData() }], generator: 'trusted' as const };
  });
}

test('slow seconds far below the limit, as a busy computer makes them, leave no doubt; those near the limit do', () => {
  const rule = { alpha: 0.05, isFull: true };
  expect(judgeTrial(uneven(8), [TIME], rule).verdict).toBe('holds');
  const near = judgeTrial(uneven(30), [TIME], rule);
  expect(near.verdict).toBe('undecided');
  expect(near.evidence[0]?.inflation).toBeGreaterThan(200);
});
