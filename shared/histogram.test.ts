import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMPTY_HISTOGRAM, Histogram, mergeHistograms, percentileOf, subtractHistogram, type HistogramData } from './histogram.ts';

/** Times over the whole range, in ms: 0, or a microsecond to three days. */
const time = fc.oneof(
  fc.constant(0),
  fc.double({ min: 0.001, max: 268_000_000, noNaN: true }),
  fc.double({ min: 0.001, max: 2000, noNaN: true }),
  fc.integer({ min: 1, max: 64 }),
);
const times = fc.array(time, { minLength: 1, maxLength: 300 });
const percent = fc.oneof(fc.constantFrom(50, 75, 90, 95, 99, 99.9, 100), fc.double({ min: 0.001, max: 100, noNaN: true }));

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return histogram;
}

/** Nearest rank in whole numbers: percent in thousandths, so that nothing is rounded. */
function exactPercentile(values: readonly number[], thousandths: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(1, Number((BigInt(thousandths) * BigInt(sorted.length) + 99_999n) / 100_000n));
  return sorted[rank - 1] ?? Number.NaN;
}

test("a percentile is within 0.4 % of the sorted array's", () => {
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 100_000 }), (values, thousandths) => {
      const exact = exactPercentile(values, thousandths);
      expect(Math.abs(histogramOf(values).percentile(thousandths / 1000) - exact)).toBeLessThanOrEqual(exact * 0.004);
    }),
    { numRuns: 500 },
  );
});

test('percentiles never fall as the percentage grows, and stay within the extremes', () => {
  fc.assert(
    fc.property(times, percent, percent, (values, a, b) => {
      const histogram = histogramOf(values);
      const [low, high] = [histogram.percentile(Math.min(a, b)), histogram.percentile(Math.max(a, b))];
      expect(low).toBeLessThanOrEqual(high);
      expect(low).toBeGreaterThanOrEqual(Math.min(...values));
      expect(high).toBeLessThanOrEqual(Math.max(...values));
    }),
  );
});

test('count, extremes and mean are exact', () => {
  fc.assert(
    fc.property(times, (values) => {
      const histogram = histogramOf(values);
      expect([histogram.count, histogram.min, histogram.max]).toEqual([values.length, Math.min(...values), Math.max(...values)]);
      const sum = values.reduce((total, value) => total + value, 0);
      expect(histogram.mean).toBeCloseTo(sum / values.length, 6);
    }),
  );
});

test('the sparse form holds the same data and can be read again', () => {
  fc.assert(
    fc.property(times, percent, (values, asked) => {
      const histogram = histogramOf(values);
      const data = histogram.toData();
      expect(percentileOf(data, asked)).toBe(histogram.percentile(asked));
      const again = new Histogram();
      again.add(data);
      expect(again.toData()).toEqual(data);
    }),
    { numRuns: 50 },
  );
});

test('merging two histograms equals recording all values in one', () => {
  const rounded = ({ sum, ...rest }: HistogramData) => ({ ...rest, sum: Number(sum.toPrecision(12)) });
  fc.assert(
    fc.property(fc.array(time), fc.array(time), (a, b) => {
      const merged = mergeHistograms(histogramOf(a).toData(), histogramOf(b).toData());
      expect(rounded(merged)).toEqual(rounded(histogramOf([...a, ...b]).toData()));
    }),
    { numRuns: 50 },
  );
});

test('the 999th of a thousand is the 99.9th percentile', () => {
  const values = Array.from({ length: 1000 }, (_, index) => (index < 999 ? 1 : 1000));
  expect(histogramOf(values).percentile(99.9)).toBeLessThan(1.01);
  expect(histogramOf(values).percentile(99.91)).toBeGreaterThan(990);
});

test('an empty histogram is 0 everywhere', () => {
  const histogram = new Histogram();
  expect([histogram.count, histogram.min, histogram.max, histogram.mean, histogram.percentile(50)]).toEqual([0, 0, 0, 0, 0]);
  expect(histogram.toData()).toEqual(EMPTY_HISTOGRAM);
  expect(percentileOf(EMPTY_HISTOGRAM, 99)).toBe(0);
  expect(mergeHistograms(EMPTY_HISTOGRAM, EMPTY_HISTOGRAM)).toEqual(EMPTY_HISTOGRAM);
});

test('times below and above the range are counted at its ends, and their extremes are exact', () => {
  const histogram = histogramOf([0, 1e-9, 1e12]);
  expect([histogram.count, histogram.min, histogram.max, histogram.percentile(100)]).toEqual([3, 0, 1e12, 1e12]);
  expect(histogram.percentile(50)).toBeLessThan(0.001);
});

test('a cleared histogram equals a new one', () => {
  const histogram = histogramOf([1, 2, 3]);
  histogram.clear();
  expect(histogram.toData()).toEqual(EMPTY_HISTOGRAM);
  histogram.record(7);
  expect([histogram.min, histogram.max, histogram.count]).toEqual([7, 7, 1]);
});

test('removing a part leaves the rest', () => {
  fc.assert(
    fc.property(times, fc.array(time), percent, (rest, part, at) => {
      const a = histogramOf(rest).toData();
      const b = histogramOf(part).toData();
      const left = subtractHistogram(mergeHistograms(a, b), b);
      expect([...left.buckets]).toEqual([...a.buckets]);
      expect([...left.counts]).toEqual([...a.counts]);
      expect(left.count).toBe(a.count);
      expect(Math.abs(left.min - a.min)).toBeLessThanOrEqual(a.min * 0.004);
      expect(Math.abs(left.max - a.max)).toBeLessThanOrEqual(a.max * 0.004);
      expect(Math.abs(percentileOf(left, at) - percentileOf(a, at))).toBeLessThanOrEqual(percentileOf(a, at) * 0.008);
      expect(subtractHistogram(a, a)).toEqual(EMPTY_HISTOGRAM);
    }),
  );
});

test('a histogram without a part equals that of the rest', () => {
  fc.assert(
    fc.property(fc.array(time), fc.array(time), (rest, part) => {
      const expected = histogramOf(rest);
      const left = histogramOf([...rest, ...part]).without(histogramOf(part), { min: expected.min, max: expected.max });
      expect({ ...left.toData(), sum: 0 }).toEqual({ ...expected.toData(), sum: 0 });
      expect(left.mean).toBeCloseTo(expected.mean, 3);
    }),
  );
});
