import { expect, test } from 'vitest';
import { percentile, printRatio, ratiosOf, spreadOf } from './spread.ts';

test('the median is right for an odd and for an even number of readings', () => {
  expect(spreadOf([5, 1, 3])).toEqual({ median: 3, least: 1, most: 5, count: 3 });
  expect(spreadOf([4, 1, 3, 2]).median).toBe(2.5);
});

test('ratios are taken within pairs, so that a slow minute does not change them', () => {
  expect(ratiosOf([200, 20, 200], [100, 10, 100])).toEqual({ median: 2, least: 2, most: 2, count: 3 });
  expect(printRatio(ratiosOf([3, 2], [2, 2]))).toBe('1.25 (1.00 to 1.50)');
});

test('percentiles are taken by the nearest rank', () => {
  const values = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect([50, 99, 100].map((percent) => percentile(values, percent))).toEqual([50, 99, 100]);
});
