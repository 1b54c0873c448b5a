import { expect, test } from 'vitest';
import { seriesSentence, seriesValue, valueAt, type OutsideSeries } from './outside-series.ts';
import { amountTicks } from './series-ticks.ts';

/** One value per second, from 0:00 on. */
function series(values: readonly number[], isPercent = true, stepMs = 1000): OutsideSeries {
  return { name: 'CPU of the database', at: values.map((_, index) => index * stepMs), values, isPercent };
}

const filled = (count: number, value: number): number[] => Array.from({ length: count }, () => value);

test.each([
  ['CPU of the database was at 100 % from 0:42.', series([...filled(42, 60), ...filled(18, 100)])],
  ['CPU of the database was at 100 % from 0:03 to 0:09.', series([1, 2, 3, ...filled(7, 99.7), 50, 40])],
  ['CPU of the database was at 100 % all the time, from 0:00 to 0:29.', series(filled(30, 100))],
  [
    'CPU of the database was at 100 % from 0:01 to 0:06 and once more.',
    series([1, ...filled(6, 100), 7, ...filled(3, 100), 7, ...filled(8, 100), 2]),
  ],
  ['CPU of the database was at 50, its highest value, from 0:10.', series([...filled(10, 12), ...filled(9, 50)], false)],
  ['CPU of the database was at 88 %, its highest value, from 0:10.', series([...filled(10, 12), ...filled(9, 88)])],
  // A scrape every 15 s: two of them are 15 s.
  ['CPU of the database was at 100 % from 0:30.', series([20, 40, 100, 100], true, 15_000)],
] as const)('%s', (sentence, one) => {
  expect(seriesSentence(one)).toBe(sentence);
});

test.each([
  ['a peak that is shorter than 5 s', series([...filled(42, 60), ...filled(5, 100), 60])],
  ['a line that never moves', series(filled(30, 5), false)],
  ['a line that only rises', series(Array.from({ length: 60 }, (_, at) => at))],
  ['no point', series([])],
] as const)('nothing is claimed about %s', (_, one) => {
  expect(seriesSentence(one)).toBeNull();
});

test('if points are missing, there is no value', () => {
  const one = { ...series([10, 100, 100, 100, 100]), at: [0, 1000, 2000, 60_000, 61_000] };
  expect(seriesSentence(one)).toBeNull();
});

test('values are written with few digits', () => {
  const values = [0, 0.0421, 97.26, 100, 1024, 123_456, 3.2e9].map((value) => seriesValue(value, false));
  expect(values).toEqual(['0', '0.0421', '97.3', '100', '1,024', '123 k', '3.2 G']);
  expect(seriesValue(99.94, true)).toBe('99.9 %');
});

test.each([
  [[0, 100], true, [0, 50, 100]],
  [[3, 42], false, [0, 20, 40, 60]],
  [[0.1, 0.9], false, [0, 0.5, 1]],
  [[-30, 10], false, [-40, -20, 0, 20]],
  [[0, 0], false, [0, 0.5, 1]],
  [[5e8, 2.9e9], false, [0, 1e9, 2e9, 3e9]],
] as const)('the axis of %j has round numbers', (values, isPercent, ticks) => {
  expect(amountTicks({ values, isPercent }).ticks).toEqual(ticks);
});

test('between two points the earlier one counts, and in a gap there is no value', () => {
  const some = { ...series([10, 20, 30]), at: [1000, 2000, 60_000] };
  expect([0, 1000, 1999, 2500, 30_000, 60_001].map((time) => valueAt(some, time))).toEqual([null, 10, 10, 20, null, 30]);
});
