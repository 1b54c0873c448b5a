import fc from 'fast-check';
import { expect, test } from 'vitest';

test('a property without its own seed draws the same values as before', () => {
  const drawn: number[] = [];
  const { seed } = fc.check(
    fc.property(fc.nat(), (value) => void drawn.push(value)),
    { numRuns: 3 },
  );
  expect(fc.sample(fc.nat(), { seed, numRuns: 3 })).toEqual(drawn);
  expect(seed).toBe(Number(process.env['ONRUSH_SEED'] ?? 20_261_129) || expect.any(Number));
});
