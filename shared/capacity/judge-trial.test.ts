// What a second in which this computer was late may decide: its times cannot fail a rate, but its failed requests can.
import { expect, test } from 'vitest';
import { judgeTrial } from './judge-trial.ts';
import type { TrialSecond } from './trial-seconds.ts';
import { EMPTY_HISTOGRAM, Histogram } from '../histogram.ts';

const RULE = { alpha: 0.05, isFull: false };

function strained(isAboutTime: boolean): TrialSecond[] {
  const times = isAboutTime ? EMPTY_HISTOGRAM : null;
  return Array.from({ length: 20 }, () => ({ cases: [{ count: 100, missed: 100, times }], generator: 'strained' as const }));
}

test('requests that failed fail the rate', () => {
  expect(judgeTrial(strained(false), [0.001], RULE).verdict).toBe('fails');
});

test('times that were measured late do not', () => {
  expect(judgeTrial(strained(true), [0.01], RULE).verdict).toBe('undecided');
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
  const suspect = judgeTrial([...fast, secondOf('suspect', true)], [0.01, 0.001], { alpha: 0.05, isFull: true });
  expect(suspect).toMatchObject({ verdict: 'holds', counted: 'not suspect' });
  expect(suspect.evidence.map(({ count }) => count)).toEqual([2000, 2000]);
  // It fails by its trusted seconds, so no figure is of the strained one.
  const slow = Array.from({ length: 20 }, () => secondOf('trusted', true));
  const failed = judgeTrial([...slow, secondOf('strained', true)], [0.01, 0.001], { alpha: 0.05, isFull: true });
  expect(failed).toMatchObject({ verdict: 'fails', counted: 'trusted' });
  expect(failed.evidence.map(({ count }) => count)).toEqual([2000, 2000]);
  const strained = judgeTrial([...fast, secondOf('strained', true)], [0.01, 0.001], { alpha: 0.05, isFull: true });
  expect(strained).toMatchObject({ verdict: 'undecided', counted: 'not suspect' });
  expect(strained.evidence.map(({ count }) => count)).toEqual([2100, 2100]);
});

test('where requests fail near a rate, none of a few is no proof', () => {
  const seconds = Array.from({ length: 10 }, () => secondOf('trusted', false));
  const rule = { alpha: 0.05, isFull: true };
  expect(judgeTrial(seconds, [0.01, 0.001], rule).verdict).toBe('holds');
  expect(judgeTrial(seconds, [0.01, 0.001], { ...rule, provesFailures: true }).verdict).toBe('undecided');
});
