import { expect, test } from 'vitest';
import { ariaKeys, isPressOf, printKeys, type KeyPress } from './keys.ts';
import { SHORTCUT_IDS, SHORTCUTS, shortcutsByGroup } from './shortcuts.ts';

const REST: KeyPress = { key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, altGraph: false };

test.each([
  ['P', { key: 'p' }, true],
  ['P', { key: 'P', shiftKey: true }, false],
  ['P', { key: 'p', ctrlKey: true }, false],
  ['P', { key: 'з', code: 'KeyP' }, true],
  ['Ctrl+K', { key: 'k', ctrlKey: true }, true],
  ['Ctrl+K', { key: 'k', metaKey: true }, true],
  ['Ctrl+K', { key: 'k' }, false],
  ['Ctrl+K', { key: 'k', ctrlKey: true, altKey: true }, false],
  ['Ctrl+Shift+C', { key: 'C', ctrlKey: true, shiftKey: true }, true],
  ['Ctrl+Shift+C', { key: 'c', ctrlKey: true }, false],
  ['?', { key: '?', shiftKey: true }, true],
  ['?', { key: '?' }, true],
  ['[', { key: '[', ctrlKey: true, altKey: true, altGraph: true }, true],
  ['Space', { key: ' ' }, true],
  ['Ctrl+Enter', { key: 'Enter', ctrlKey: true }, true],
  ['Shift+ArrowLeft', { key: 'ArrowLeft' }, false],
])('%s is pressed by %j: %s', (keys, press, expected) => {
  expect(isPressOf(keys, { ...REST, ...press })).toBe(expected);
});

test('keys are printed as they are written on the keyboard', () => {
  expect(printKeys('Ctrl+Shift+C', false)).toEqual(['Ctrl', 'Shift', 'C']);
  expect(printKeys('Ctrl+Shift+C', true)).toEqual(['⌘', '⇧', 'C']);
  expect(printKeys('Ctrl+Enter', false)).toEqual(['Ctrl', '↵']);
  expect(printKeys('Space', false)).toEqual(['Space']);
  expect(printKeys('F8', false)).toEqual(['F8']);
  expect(ariaKeys('Ctrl+Enter', false)).toBe('Control+Enter');
});

test('no two shortcuts that can act at once share their keys', () => {
  for (const { group } of shortcutsByGroup()) {
    const here = SHORTCUT_IDS.map((id) => SHORTCUTS[id]).filter((one) => one.group === group || one.group === 'Everywhere');
    const keys = here.flatMap((one) => one.keys ?? []);
    expect(keys).toEqual([...new Set(keys)]);
  }
});
