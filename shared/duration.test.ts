import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDuration, printDuration } from './duration.ts';
import { ms } from './units.ts';

test.each([
  ['250ms', 250],
  ['10s', 10_000],
  ['2m', 120_000],
  ['1m30s', 90_000],
  ['1h', 3_600_000],
  ['168h', 604_800_000],
  ['1.5s', 1500],
  ['1.001s', 1001],
  [' 10 S ', 10_000],
  ['0', 0],
  ['1500', 1500],
  [1500, 1500],
  [0, 0],
  [0.25, 0.25],
])('%j is %d ms', (input, expected) => {
  expect(parseDuration(input)).toBe(expected);
});

test.each(['', ' ', 'x', 's', '10 x', '-1s', '1e3', '.5s', '5.s', '1m-30s', '1,5s', '10sec', 'Infinity'])(
  '%j is no duration',
  (input) => {
    expect(parseDuration(input)).toBeNull();
  },
);

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('%d is no duration', (input) => {
  expect(parseDuration(input)).toBeNull();
});

test.each([
  [0, '0ms'],
  [250, '250ms'],
  [1000, '1s'],
  [90_000, '1m30s'],
  [3_600_000, '1h'],
  [3_661_001.5, '1h1m1s1.5ms'],
  [1000.000_001, '1s0.000001ms'],
])('%d ms print as %s', (value, text) => {
  expect(printDuration(ms(value))).toBe(text);
});

test('what is printed reads back to the same value', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 604_800_000, noNaN: true }), (value) => {
      const duration = parseDuration(value) ?? ms(Number.NaN);
      expect(Math.abs(duration - value)).toBeLessThanOrEqual(0.000_000_6);
      expect(parseDuration(printDuration(duration))).toBe(duration);
    }),
  );
});
