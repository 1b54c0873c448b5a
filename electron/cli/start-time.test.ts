import { expect, test } from 'vitest';
import { parsePart } from '../../shared/plan/run-part.ts';
import { startOf } from './start-time.ts';

const NOW = Date.parse('2026-11-29T12:00:00Z');

test.each([
  ['12:00:05Z', '2026-11-29T12:00:05.000Z'],
  ['12:00:05', '2026-11-29T12:00:05.000Z'],
  ['13:30', '2026-11-29T13:30:00.000Z'],
  ['14:00:00.250+02:00', '2026-11-29T12:00:00.250Z'],
  ['00:10:00Z', '2026-11-30T00:10:00.000Z'],
  ['2026-12-24T08:00:00Z', '2026-12-24T08:00:00.000Z'],
  ['2028-02-29 08:00:00Z', '2028-02-29T08:00:00.000Z'],
])('%s is %s', (text, at) => {
  expect(new Date(startOf(text, NOW)).toISOString()).toBe(at);
});

test.each([
  ['11:59:59Z', /has passed/],
  ['2026-11-28T12:00:00Z', /has passed/],
  ['soon', /is not a time/],
  ['2027-02-29T12:00:00Z', /is not a time/],
  ['25:00:00Z', /is not a time/],
])('%s is refused', (text, why) => {
  expect(() => startOf(text, NOW)).toThrow(why);
});

test('a part is a number from 1 to the number of parts', () => {
  expect(parsePart('2/5')).toEqual({ part: 1, parts: 5 });
  expect(['0/5', '6/5', '5', '1/0', 'a/b'].map(parsePart)).toEqual([null, null, null, null, null]);
});
