import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactTimes, spectrumQuantiles, SPECTRUM_QUANTILES } from './exact-times.ts';
import { Histogram } from '../../shared/histogram.ts';
import { selectRanks } from './select-ranks.ts';
import { PERCENTILES } from '../../shared/time-stats.ts';

/** Many equal times, some extreme ones, and some that are as close together as doubles can be. */
const time = fc.oneof(
  fc.double({ min: 0, max: 60_000, noNaN: true }),
  fc.integer({ min: 0, max: 30 }).map((micros) => 10 + micros / 1000),
  fc.constantFrom(0, 5, 1e9),
);
const times = fc.array(time, { minLength: 1, maxLength: 400 });

test('the percentiles of 1 to 1,000 are right', () => {
  const { stats } = exactTimes(Float64Array.from({ length: 1000 }, (_, at) => 1000 - at));
  expect(stats).toEqual({ min: 1, mean: 500.5, p50: 500, p75: 750, p90: 900, p95: 950, p99: 990, 'p99.9': 999, max: 1000 });
});

test('without values every figure is 0', () => {
  const { stats, atQuantiles } = exactTimes(new Float64Array(0), [0.5]);
  expect(new Set(Object.values(stats))).toEqual(new Set([0]));
  expect(atQuantiles).toEqual([0]);
});

test('the value at a rank is the one that sorting puts there', () => {
  fc.assert(
    fc.property(times, (values) => {
      const ranks = values.map((_, at) => at + 1).toReversed();
      const ascending = values.toSorted((a, b) => a - b);
      expect(selectRanks(Float64Array.from(values), ranks)).toEqual(ranks.map((rank) => ascending[rank - 1]));
    }),
  );
});

test('at least the stated share of the values does not exceed a percentile, and a smaller share is below it', () => {
  fc.assert(
    fc.property(times, fc.double({ min: 0.001, max: 1, noNaN: true }), (values, quantile) => {
      const [found = Number.NaN] = exactTimes(Float64Array.from(values), [quantile]).atQuantiles;
      const share = (holds: (value: number) => boolean): number => values.filter(holds).length / values.length;
      expect(share((value) => value <= found)).toBeGreaterThanOrEqual(quantile - 1e-6);
      expect(share((value) => value < found)).toBeLessThan(quantile + 1e-6);
    }),
  );
});

test('the histogram of the same values agrees within its 0.4 %', () => {
  fc.assert(
    fc.property(times, (values) => {
      const histogram = new Histogram();
      for (const value of values) histogram.record(value);
      const { stats } = exactTimes(Float64Array.from(values));
      expect([stats.min, stats.max]).toEqual([histogram.min, histogram.max]);
      for (const percent of PERCENTILES) {
        const exact = stats[`p${percent}`];
        // The histogram does not distinguish times of more than three days.
        if (exact > 2 ** 28) continue;
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
