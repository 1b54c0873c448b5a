import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atLeast, atMost, incompleteBeta, shareInterval } from './binomial.ts';

/** By adding up all terms. */
function exactAtMost(x: number, n: number, p: number): number {
  let [term, sum] = [(1 - p) ** n, 0];
  for (let k = 0; k <= x; k += 1) {
    sum += term;
    term *= ((n - k) / (k + 1)) * (p / (1 - p));
  }
  return sum;
}

test('tails are those of the binomial distribution', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0.005, max: 0.6, noNaN: true }), fc.nat(), (n, p, k) => {
      const x = k % n;
      expect(atMost(x, n, p)).toBeCloseTo(exactAtMost(x, n, p), 8);
      expect(atLeast(x + 1, n, p)).toBeCloseTo(1 - exactAtMost(x, n, p), 8);
    }),
  );
});

describe('the tails have the known values', () => {
  test.each([
    [0, 299, 0.05],
    [1, 473, 0.05],
    [2, 628, 0.05],
    [5, 1049, 0.05],
    [10, 1693, 0.05],
    [20, 2902, 0.05],
  ])('%i misses pass a limit of 1 %% from %i requests on', (x, n, alpha) => {
    expect(atMost(x, n, 0.01)).toBeLessThanOrEqual(alpha);
    expect(atMost(x, n - 1, 0.01)).toBeGreaterThan(alpha);
  });

  test('the interval of 3 of 100 is that of Clopper and Pearson', () => {
    const { low, high } = shareInterval(3, 100, 0.025);
    expect(low).toBeCloseTo(0.00623, 4);
    expect(high).toBeCloseTo(0.08518, 4);
  });

  test('the beta function is whole at its ends', () => {
    expect(incompleteBeta(0, 2, 3)).toBe(0);
    expect(incompleteBeta(1, 2, 3)).toBe(1);
    expect(incompleteBeta(0.5, 2, 2)).toBeCloseTo(0.5, 10);
  });
});
