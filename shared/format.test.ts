import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  columnTimeFigure,
  formatBytes,
  formatClock,
  formatCount,
  formatInstant,
  formatPercent,
  formatRate,
  formatSpan,
  formatTime,
  NO_VALUE,
  percentFigure,
  rateFigure,
  timeFigure,
} from './format.ts';

test.each([
  [0, '0 ms'],
  [0.0005, '0.5 µs'],
  [0.009, '9 µs'],
  [0.01, '0.01 ms'],
  [0.43, '0.43 ms'],
  [0.996, '1.00 ms'],
  [8.421, '8.42 ms'],
  [9.996, '10.0 ms'],
  [158.4, '158 ms'],
  [999.4, '999 ms'],
  [999.5, '1.00 s'],
  [2814, '2.81 s'],
  [99_940, '99.9 s'],
  [100_000, '1 min 40 s'],
  [7_500_000, '2 h 5 min'],
  [null, NO_VALUE],
  [Number.NaN, NO_VALUE],
  [Number.POSITIVE_INFINITY, NO_VALUE],
])('a time of %d ms reads %s', (value, text) => {
  expect(formatTime(value)).toBe(text);
});

test.each([
  [0, '0 s'],
  [5, '5 ms'],
  [0.5, '0.5 ms'],
  [400, '0.4 s'],
  [9960, '10 s'],
  [10_000, '10 s'],
  [59_600, '1 min'],
  [90_000, '1 min 30 s'],
  [600_000, '10 min'],
  [3_599_600, '1 h'],
  [7_500_000, '2 h 5 min'],
  [36_000_000, '10 h'],
])('a span of %d ms reads %s', (value, text) => {
  expect(formatSpan(value)).toBe(text);
});

test.each([
  [0, false, '0:00'],
  [-5, false, '0:00'],
  [51_999, false, '0:51'],
  [51_299, true, '0:51.2'],
  [724_000, false, '12:04'],
  [3_723_000, false, '1:02:03'],
  [3_723_950, true, '1:02:03.9'],
])('the clock at %d ms (tenths: %s) shows %s', (value, tenths, text) => {
  expect(formatClock(value, tenths)).toBe(text);
});

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [999_999, '999,999'],
  [1_000_000, '1.00 M'],
  [1_623_000, '1.62 M'],
  [999_400_000, '999 M'],
  [999_600_000, '1.00 G'],
])('a count of %d reads %s', (value, text) => {
  expect(formatCount(value)).toBe(text);
});

test.each([
  [0, '0/s'],
  [0.0002, '< 0.001/s'],
  [0.004, '0.004/s'],
  [0.96, '0.96/s'],
  [9.996, '10/s'],
  [2406.2, '2,406/s'],
])('a rate of %d reads %s', (value, text) => {
  expect(formatRate(value)).toBe(text);
});

test.each([
  [0, '0 %'],
  [1, '100 %'],
  [0.000_001, '< 0.001 %'],
  [0.0004, '0.04 %'],
  [0.012_34, '1.23 %'],
  [0.5, '50.0 %'],
  [0.9994, '99.9 %'],
  [0.9996, '99.96 %'],
  [0.999_999, '99.99 %'],
])('a share of %d reads %s', (value, text) => {
  expect(formatPercent(value)).toBe(text);
});

test('a share reads 0 % or 100 % only where it is exactly that', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true, minExcluded: true, maxExcluded: true }), (share) => {
      fc.pre(share * 100 !== 100);
      expect(['0', '100', '100.0', '0.00']).not.toContain(percentFigure(share).value);
    }),
  );
});

test('a rate reads 0 only where it is exactly that', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, minExcluded: true, max: 1e6, noNaN: true }), (rate) => {
      expect(rateFigure(rate).value).not.toMatch(/^[0.]+$/);
    }),
  );
});

test('a time is within half a percent of what it reads, at three digits', () => {
  const unitMs: Readonly<Record<string, number>> = { µs: 0.001, ms: 1, s: 1000 };
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 99_900, noNaN: true }), (value) => {
      const { value: digits, unit } = timeFigure(value);
      const read = Number(digits) * (unitMs[unit] ?? Number.NaN);
      expect(Math.abs(read - value) / value).toBeLessThanOrEqual(value < 1 ? 0.051 : 0.0051);
    }),
  );
});

test.each([
  [0, '0 B'],
  [412, '412 B'],
  [999.6, '1.0 kB'],
  [4100, '4.1 kB'],
  [9960, '10 kB'],
  [37_200_000, '37 MB'],
  [999_600, '1.0 MB'],
  [5e15, '5000 TB'],
])('%d bytes read %s', (value, text) => {
  expect(formatBytes(value)).toBe(text);
});

test.for([
  [0, '0:00.000'],
  [38_008.4, '0:38.008'],
  [59_999.6, '1:00.000'],
  [3_723_450, '1:02:03.450'],
] as const)('the moment %d is written %s', ([milliseconds, text]) => {
  expect(formatInstant(milliseconds)).toBe(text);
});

test.each([
  [0.004, '0.004'],
  [0.0081, '0.008'],
  [0.0002, '< 0.001'],
  [0, '0'],
  [0.02, '0.02'],
  [204.4, '204'],
])('in a column of times, %d ms is %s ms', (milliseconds, value) => {
  expect(columnTimeFigure(milliseconds)).toEqual({ value, unit: 'ms' });
});
