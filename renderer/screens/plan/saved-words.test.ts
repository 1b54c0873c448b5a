import { expect, test } from 'vitest';
import { savedWords } from './saved-words.ts';

test.each([
  ['2026-07-03T14:31:00', 'Saved 14:31'],
  ['2026-07-02T23:59:00', 'Saved 2 July, 23:59'],
  ['2025-12-31T08:05:00', 'Saved 31 December 2025, 08:05'],
])('a plan of %s reads "%s"', (savedAt, words) => {
  expect(savedWords(Date.parse(savedAt), Date.parse('2026-07-03T15:00:00'))).toBe(words);
});
