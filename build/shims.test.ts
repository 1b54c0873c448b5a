// The command `onrush` of the packaged app: what opens its window, and what is the command line.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { COMMAND_NAMES } from '../electron/system/command-names.ts';
import { ROOT } from './paths.ts';

const SHIMS = join(ROOT, 'build', 'shims');

/** The program says how it was started. */
function installed(): (...words: readonly string[]) => string {
  const folder = mkdtempSync(join(tmpdir(), 'onrush shim-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'bin'));
  copyFileSync(join(SHIMS, 'onrush'), join(folder, 'bin', 'onrush'));
  writeFileSync(join(folder, 'onrush'), '#!/bin/sh\necho "${ELECTRON_RUN_AS_NODE:-window}" "$@"\n', { mode: 0o755 });
  for (const name of ['a plan.json', ...COMMAND_NAMES]) writeFileSync(join(folder, name), '');
  return (...words) => {
    const { stdout } = spawnSync('sh', [join(folder, 'bin', 'onrush'), ...words], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 20_000,
    });
    return stdout.trim().replace(join(folder, 'resources', 'app.asar', 'out', 'cli.js'), 'cli');
  };
}

test.skipIf(process.platform === 'win32')(
  'files open the window; a command is a command, even if a file is called like it',
  () => {
    const start = installed();
    expect(start()).toBe('window');
    expect(start('a plan.json')).toBe('window a plan.json');
    expect(start('./runs')).toBe('window ./runs');
    expect(start('nothing.json')).toBe('1 cli nothing.json');
    for (const name of COMMAND_NAMES) expect(start(name)).toBe(`1 cli ${name}`);
    expect(start('run', 'a plan.json')).toBe('1 cli run a plan.json');
  },
);

test('the command of Windows knows the same commands', () => {
  const [, names = ''] = /for %%c in \(([^)]*)\)/.exec(readFileSync(join(SHIMS, 'onrush.cmd'), 'utf8')) ?? [];
  expect(names.split(' ')).toEqual([...COMMAND_NAMES]);
});
