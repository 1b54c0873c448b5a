import { expect, test } from 'vitest';
import { clockOf, dayOf, shortTimeOf } from './day.ts';

const NOW = Date.UTC(2026, 6, 14, 9, 30);

test('days are named as people do', () => {
  expect(dayOf(Date.UTC(2026, 6, 14, 0, 0), NOW)).toBe('Today');
  expect(dayOf(Date.UTC(2026, 6, 13, 23, 59), NOW)).toBe('Yesterday');
  expect(dayOf(Date.UTC(2026, 6, 12, 12, 0), NOW)).toBe('Sunday 12 July');
  expect(dayOf(Date.UTC(2025, 11, 31, 12, 0), NOW)).toBe('31 December 2025');
});

test('times have 24 hours', () => {
  expect(clockOf(Date.UTC(2026, 6, 14, 0, 5))).toBe('00:05');
  expect(clockOf(Date.UTC(2026, 6, 14, 14, 32))).toBe('14:32');
});

test('one word tells the time of today and the day before that', () => {
  expect(shortTimeOf(Date.UTC(2026, 6, 14, 8, 2), NOW)).toBe('08:02');
  expect(shortTimeOf(Date.UTC(2026, 6, 13, 8, 2), NOW)).toBe('Yesterday');
  expect(shortTimeOf(Date.UTC(2026, 6, 2, 8, 2), NOW)).toBe('2 Jul');
});
