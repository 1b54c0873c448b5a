import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PoissonPoints } from './poisson-points.ts';

const COUNT = 100_000;

function pointsOf(seed: number, count = COUNT): number[] {
  const points = new PoissonPoints(seed);
  return Array.from({ length: count }, (_, k) => points.at(k));
}

function gapsOf(points: readonly number[]): number[] {
  return points.map((point, k) => point - (points[k - 1] ?? 0));
}

test.each([0, 1, 2, 7, 4_294_967_295])('gaps are exponential (Kolmogorov and Smirnov), seed %i', (seed) => {
  const gaps = gapsOf(pointsOf(seed)).toSorted((a, b) => a - b);
  const distance = Math.max(...gaps.map((gap, at) => Math.abs(1 - Math.exp(-gap) - (at + 0.5) / COUNT)));
  // One in 1,000 correct draws exceeds this.
  expect(distance).toBeLessThan(1.95 / Math.sqrt(COUNT));
});

test.each([1, 2, 3])(
  'counts of equal spans have a mean and a variance of their length, and forget each other, seed %i',
  (seed) => {
    const length = 20;
    const points = pointsOf(seed);
    const spans = Math.floor((points.at(-1) ?? 0) / length);
    const counts = Array.from({ length: spans }, () => 0);
    for (const point of points) {
      const span = Math.floor(point / length);
      if (span < spans) counts[span] = (counts[span] ?? 0) + 1;
    }
    const mean = counts.reduce((sum, one) => sum + one, 0) / spans;
    const variance = counts.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (spans - 1);
    const lag = counts.slice(1).reduce((sum, one, at) => sum + (one - mean) * ((counts[at] ?? 0) - mean), 0) / (spans - 1);
    expect(Math.abs(mean - length)).toBeLessThan(4 * Math.sqrt(length / spans));
    expect(Math.abs(variance / length - 1)).toBeLessThan(4 * Math.sqrt(2 / spans));
    expect(Math.abs(lag / variance)).toBeLessThan(4 / Math.sqrt(spans));
  },
);

test('the same seed gives the same points in whatever order they are asked for; another seed gives others', () => {
  const truth = pointsOf(5, 200_000);
  const any = fc.array(fc.integer({ min: 0, max: 199_999 }), { minLength: 1, maxLength: 6 });
  const check = fc.property(any, (asked) => {
    const points = new PoissonPoints(5);
    for (const k of asked) {
      expect(points.at(k)).toBe(truth[k]);
      expect(points.countUpTo(truth[k] ?? 0)).toBe(k + 1);
      expect(points.countUpTo((truth[k] ?? 0) - 1e-6)).toBe(truth.findIndex((one) => one > (truth[k] ?? 0) - 1e-6));
    }
  });
  fc.assert(check, { numRuns: 25, seed: 1 });
  expect(pointsOf(6, 10)).not.toEqual(truth.slice(0, 10));
});

test('no point lies before the first', () => {
  const points = new PoissonPoints(3);
  expect([points.countUpTo(-1), points.countUpTo(0), points.at(0) > 0]).toEqual([0, 0, true]);
});
