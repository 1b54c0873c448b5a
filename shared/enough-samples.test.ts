import { expect, test } from 'vitest';
import { fewFigureWords, fewOfSeveralWords, fewWords, hasEnough, samplesBeyond } from './enough-samples.ts';

test.each([
  [50, 20],
  [75, 40],
  [95, 200],
  [99, 1000],
  [99.9, 10_000],
])('p%d needs %d samples', (percent, samples) => {
  expect(hasEnough(percent, samples)).toBe(true);
  expect(hasEnough(percent, samples - 1)).toBe(false);
});

test('a percentile with fewer than ten requests beyond it says so', () => {
  expect(samplesBeyond(99, 1000)).toBe(10);
  expect(samplesBeyond(99.9, 1000)).toBe(1);
  expect(fewWords(99.9, 1000)).toBe('p99.9 needs 10 requests beyond it; this run has 1.');
  expect(fewWords(99.9, 2400, 'this window')).toBe('p99.9 needs 10 requests beyond it; this window has 2.');
  expect(fewOfSeveralWords(75, 20)).toBe('A percentile needs 10 requests beyond it; this run has 5 beyond p75.');
});

test('only percentiles can be based on too few requests', () => {
  expect(fewFigureWords('p99', 1000, 'this row')).toBeNull();
  expect(fewFigureWords('p99', 999, 'this row')).toBe(fewWords(99, 999, 'this row'));
  for (const name of ['min', 'mean', 'max']) expect(fewFigureWords(name, 1)).toBeNull();
});
