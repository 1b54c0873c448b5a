// Counting how often each time came gives what sorting all of them gives.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toMicrosecond } from '../../shared/sample.ts';
import { CountedTimes } from './counted-times.ts';
import { exactTimes } from './exact-times.ts';

test('figures are those of the exact values, for short and long ones', () => {
  const time = fc.oneof(fc.nat(5000), fc.nat(9_000_000_000)).map((micros) => toMicrosecond(micros / 1000));
  fc.assert(
    fc.property(fc.array(time, { maxLength: 60 }), (times) => {
      const counted = new CountedTimes();
      for (const one of times) counted.add(one);
      const { mean, ...others } = exactTimes(Float64Array.from(times)).stats;
      expect(counted.stats()).toMatchObject(others);
      expect(counted.stats().mean).toBeCloseTo(mean, 6);
    }),
    { numRuns: 40 },
  );
});
