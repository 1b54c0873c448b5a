import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editedText, shownText } from './edited-text.ts';

test.each([
  ['--b\r\na\r\n--b--\r\n', '--b\na\n--b--\nx', '--b\r\na\r\n--b--\r\nx'],
  ['a\r\nb', 'a\nnew\nb', 'a\r\nnew\r\nb'],
  ['a\nb\r\nc', 'a\nb\nc\nd', 'a\nb\r\nc\r\nd'],
  ['a\r\nb', 'x', 'x'],
  ['', 'a\nb', 'a\nb'],
  ['a\r\n', '\na\n', '\r\na\r\n'],
  ['a\r\n\r\nb', 'a\nb', 'a\r\nb'],
])('%j shown as %j after the edit is %j', (before, shown, after) => {
  expect(editedText(before, shown)).toBe(after);
});

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\r', '\n', '\r\n') });

test('an edit that is undone leaves the same bytes, and the typed text is shown', () => {
  fc.assert(
    fc.property(text, text, (before, typed) => {
      const shown = shownText(typed);
      expect(shownText(editedText(before, shown))).toBe(shown);
      expect(editedText(before, shownText(before))).toBe(before);
    }),
  );
});

test('typing a letter anywhere and deleting it leaves the same bytes', () => {
  fc.assert(
    fc.property(text, fc.nat(), (before, at) => {
      const shown = shownText(before);
      const place = at % (shown.length + 1);
      const typed = editedText(before, `${shown.slice(0, place)}x${shown.slice(place)}`);
      expect(editedText(typed, shown)).toBe(before);
    }),
  );
});
