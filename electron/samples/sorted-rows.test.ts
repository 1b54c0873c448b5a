import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderBy } from './sorted-rows.ts';

function orderSlowly(keys: readonly number[]): number[] {
  return keys.map((_, at) => at + 1).toSorted((a, b) => (keys[a - 1] ?? 0) - (keys[b - 1] ?? 0));
}

const seqsOf = (keys: readonly number[]): Uint32Array => Uint32Array.from(keys, (_, at) => at + 1);

test('the order is that of a stable sort by the whole key, for any keys', () => {
  const near = fc.integer({ min: 0, max: 2000 }).map((micros) => 3_600_000 + micros / 1000);
  const anything = fc.double({ noNaN: true, noDefaultInfinity: true });
  const keys = fc.array(fc.oneof(anything, near, fc.constantFrom(0, -0, 1, -1)), { maxLength: 300 });
  fc.assert(
    fc.property(keys, (values) => {
      expect([...orderBy(Float64Array.from(values), seqsOf(values))]).toEqual(orderSlowly(values));
    }),
  );
});
