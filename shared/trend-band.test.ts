import { expect, test } from 'vitest';
import { trendBand } from './trend-band.ts';

test('a band is the range in which another run like the earlier ones is expected', () => {
  // Mean 100, standard deviation 2, Student's t of 4 degrees of freedom 2.776: half is 2.776 * 2 * sqrt(1 + 1/5).
  const band = trendBand([98, 98, 100, 102, 102]);
  expect(band?.mean).toBe(100);
  expect((band?.to ?? 0) - 100).toBeCloseTo(2.776 * 2 * Math.sqrt(1.2), 3);
  expect(trendBand([1, 2])).toBeNull();
  expect(trendBand([0, 0, 1])?.from).toBe(0);
});
