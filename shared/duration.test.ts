import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationFault, parseDuration, printDuration } from './duration.ts';
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
  ['2 min', 120_000],
  ['1h30m', 5_400_000],
  ['1 h 30 min', 5_400_000],
  ['90 sec', 90_000],
  ['90 seconds', 90_000],
  ['10sec', 10_000],
  ['1 minute, 30 seconds', 90_000],
  ['2 hours', 7_200_000],
  ['7 days', 604_800_000],
  ['20 msec', 20],
  [1500, 1500],
  [0, 0],
  [0.25, 0.25],
])('%j is %d ms', (input, expected) => {
  expect(parseDuration(input)).toBe(expected);
});

test.each([
  '',
  ' ',
  'x',
  's',
  '10 x',
  '-1s',
  '1e3',
  '.5s',
  '5.s',
  '1m-30s',
  '1,5s',
  '10secs5',
  '3',
  '0.5',
  '1500',
  '10 months',
  'Infinity',
])('%j is not a duration', (input) => {
  expect(parseDuration(input)).toBeNull();
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('%d is not a duration', (input) => {
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

test('a printed duration is read as the same value', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 604_800_000, noNaN: true }), (value) => {
      const duration = parseDuration(value) ?? ms(Number.NaN);
      expect(Math.abs(duration - value)).toBeLessThanOrEqual(0.000_000_6);
      expect(parseDuration(printDuration(duration))).toBe(duration);
    }),
  );
});

test.each([
  ['3', '"3" has no unit: did you mean 3s or 3ms?'],
  [' 0.5 ', '"0.5" has no unit: did you mean 0.5s or 0.5ms?'],
  ['1,5s', '"1,5s" has a comma. Write 1.5s with a point, or leave it out between thousands.'],
  ['1,500 ms', '"1,500 ms" has a comma. Write 1.500ms with a point, or leave it out between thousands.'],
  ['1,2', '"1,2" is not a duration. Write a duration such as 10s, 2m or 250ms.'],
  ['soon', '"soon" is not a duration. Write a duration such as 10s, 2m or 250ms.'],
])('%j is asked about: %s', (input, sentence) => {
  expect(durationFault(input)).toBe(sentence);
});
