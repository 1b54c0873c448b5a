// What a second in which this computer was late may decide: its times cannot fail a rate, but its failed requests can.
import { expect, test } from 'vitest';
import { judgeTrial } from './judge-trial.ts';
import type { TrialSecond } from './trial-seconds.ts';
import { EMPTY_HISTOGRAM } from '../histogram.ts';

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
