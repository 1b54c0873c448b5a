// The packaged program treats commands as its command line does, and opens the window for everything else.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseCommand } from '../cli/arguments.ts';
import { completed } from '../cli/completed.ts';
import { isCommandLine, packagedCommand } from './command-line.ts';

test('every command belongs to the command line', () => {
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
  expect(parseCommand([flag])).toMatchObject({ name });
});

test.each([[[]], [['shop.onrush']], [['/home/ada/export.json']], [['--self-check']]])('%j is for the window', (args) => {
  expect(isCommandLine(args)).toBe(false);
});

test('the packaged program is named by its command, or by its path', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrush command '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [resources, bin, found] = ['resources', 'bin', 'usr'].map((name) => join(folder, name)) as [string, string, string];
  for (const path of [resources, bin, found]) mkdirSync(path);
  writeFileSync(join(bin, 'onrush'), '');
  const named = (env: NodeJS.ProcessEnv): string => packagedCommand({ env, platform: 'linux' }, resources);
  expect(named({ PATH: found })).toBe(`"${join(bin, 'onrush')}"`);
  symlinkSync(join(bin, 'onrush'), join(found, 'onrush'));
  expect(named({ PATH: `/nowhere:${found}` })).toBe('onrush');
  expect(named({ APPIMAGE: '/opt/Onrush.AppImage', PATH: found })).toBe('/opt/Onrush.AppImage');
  expect(packagedCommand({ env: {}, platform: 'win32' }, join(resources))).toBe(`"${join(bin, 'onrush.cmd')}"`);
});
