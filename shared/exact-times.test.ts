import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactPercentile, exactStats, spectrumQuantiles, SPECTRUM_QUANTILES } from './exact-times.ts';
import { Histogram } from './histogram.ts';

const times = fc.array(fc.double({ min: 0, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 400 });

test('the percentiles of 1 to 1,000 are what anyone would count', () => {
  const stats = exactStats(Float64Array.from({ length: 1000 }, (_, at) => at + 1));
  expect(stats).toEqual({ min: 1, mean: 500.5, p50: 500, p75: 750, p90: 900, p95: 950, p99: 990, 'p99.9': 999, max: 1000 });
});

test('of nothing every figure is 0', () => {
  expect(exactStats(new Float64Array(0))).toEqual({
    min: 0,
    mean: 0,
    p50: 0,
    p75: 0,
    p90: 0,
    p95: 0,
    p99: 0,
    'p99.9': 0,
    max: 0,
  });
});

test('at least so many of the values do not exceed a percentile, and fewer do not exceed the value before it', () => {
  fc.assert(
    fc.property(times, fc.double({ min: 0.1, max: 100, noNaN: true }), (values, percent) => {
      const ascending = Float64Array.from(values).toSorted();
      const found = exactPercentile(ascending, percent);
      const share = (limit: number): number => (values.filter((value) => value <= limit).length / values.length) * 100;
      expect(share(found)).toBeGreaterThanOrEqual(percent - 1e-6);
      const before = values.filter((value) => value < found).length;
      expect((before / values.length) * 100).toBeLessThan(percent + 1e-6);
    }),
  );
});

test('the histogram of the same values agrees within its 0.4 %', () => {
  fc.assert(
    fc.property(times, (values) => {
      const histogram = new Histogram();
      for (const value of values) histogram.record(value);
      const stats = exactStats(Float64Array.from(values).toSorted());
      for (const percent of [50, 75, 90, 95, 99, 99.9] as const) {
        const exact = stats[`p${percent}`];
        expect(Math.abs(histogram.percentile(percent) - exact)).toBeLessThanOrEqual(Math.max(exact * 0.0039, 0.001));
      }
    }),
  );
});

test('the spectrum ascends to 99.999 % and ends where fewer than 10 requests lie beyond', () => {
  expect([...SPECTRUM_QUANTILES].toSorted((a, b) => a - b)).toEqual(SPECTRUM_QUANTILES);
  expect(SPECTRUM_QUANTILES).toContain(0.5);
  expect(SPECTRUM_QUANTILES).toContain(0.75);
  expect(SPECTRUM_QUANTILES.at(-1)).toBe(0.999_99);
  expect(spectrumQuantiles(0)).toEqual([]);
  expect(spectrumQuantiles(100).at(-1)).toBeLessThanOrEqual(0.9);
  expect(spectrumQuantiles(1_000_000)).toEqual(SPECTRUM_QUANTILES);
});
