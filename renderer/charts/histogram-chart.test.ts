import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Histogram } from '../../shared/histogram.ts';
import { BARS_PER_DECADE, barsOf } from './histogram-chart.tsx';

test('the bars hold every request once, at most one bar from its time', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.01, max: 100_000, noNaN: true }), { minLength: 1, maxLength: 200 }), (times) => {
      const histogram = new Histogram();
      for (const time of times) histogram.record(time);
      const bars = barsOf(histogram.toData());
      expect([...bars.values()].reduce((sum, count) => sum + count, 0)).toBe(times.length);
      const own = times.map((time) => Math.floor(Math.log10(time) * BARS_PER_DECADE));
      for (const bar of bars.keys()) expect(own.some((near) => Math.abs(near - bar) <= 1)).toBe(true);
    }),
  );
});
