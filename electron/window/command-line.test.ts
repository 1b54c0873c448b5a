// The packaged program takes for its command line what the command line itself knows, and everything else for the window.
import { expect, test } from 'vitest';
import { parseCommand } from '../cli/arguments.ts';
import { completed } from '../cli/completion.ts';
import { isCommandLine } from './command-line.ts';

test('every command is one of the command line', () => {
  const names = completed().map(({ name }) => name);
  expect(names.filter((name) => !isCommandLine([name, 'a', '--json']))).toEqual([]);
});

test.each([
  ['--help', 'help'],
  ['-h', 'help'],
  ['--version', 'version'],
  ['-V', 'version'],
])('%s is %s, in the packaged program too', (flag, name) => {
  expect(isCommandLine([flag])).toBe(true);
  expect(parseCommand([flag])).toEqual({ name });
});

test.each([[[]], [['shop.onrush']], [['/home/ada/export.json']], [['--self-check']]])('%j is for the window', (args) => {
  expect(isCommandLine(args)).toBe(false);
});
