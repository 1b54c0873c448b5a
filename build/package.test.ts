// A package as the builder makes it, of the app that is built and a stand-in for Electron's program: what lies in it, what its program
// refuses, and the command that comes with it.
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { binary, ROOT } from './paths.ts';
import { stubElectron } from './test-stub-electron.ts';

const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));
const { listPackage } = createRequire(builder.resolve('app-builder-lib/package.json'))('@electron/asar') as {
  listPackage: (path: string, options: object) => string[];
};
const { FuseV1Options: FUSE, getCurrentFuseWire } = createRequire(builder.resolve('app-builder-lib/package.json'))(
  '@electron/fuses',
) as {
  FuseV1Options: Readonly<Record<string, number>>;
  getCurrentFuseWire: (program: string) => Promise<Readonly<Record<number, number>>>;
};
/** Asked for by ONRUSH_PACKAGE=1, because the builder may fetch tools, and waits for ever where they cannot be had. */
const isAsked = process.platform === 'linux' && process.env['ONRUSH_PACKAGE'] === '1';
let folder: string;
let made: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-package-'));
  made = join(folder, 'out', 'linux-unpacked');
  if (!isAsked) return;
  // What is built is not needed: what matters is which of it comes along.
  const app = join(folder, 'app');
  for (const path of ['out/renderer', 'node_modules/left-behind', 'electron']) mkdirSync(join(app, path), { recursive: true });
  for (const file of [
    'out/main.js',
    'out/cli.js',
    'out/.stamp',
    'out/LICENSES.txt',
    'out/renderer/index.html',
    'electron/main.ts',
    'node_modules/left-behind/index.js',
  ])
    writeFileSync(join(app, file), file);
  writeFileSync(join(app, 'package.json'), readFileSync(join(ROOT, 'package.json')));
  symlinkSync(join(ROOT, 'build'), join(app, 'build'));
  execFileSync(
    binary('electron-builder'),
    [
      '--config',
      'build/electron-builder.yml',
      '--publish',
      'never',
      '--linux',
      'dir',
      '--x64',
      `-c.electronDist=${stubElectron(join(folder, 'electron'))}`,
      '-c.electronVersion=45.4.1',
      `-c.directories.output=${join(folder, 'out')}`,
    ],
    { cwd: app, stdio: ['ignore', 'ignore', 'pipe'], timeout: 50_000 },
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.runIf(isAsked)('nothing but what is built is in it', () => {
  const files = listPackage(join(made, 'resources', 'app.asar'), {});
  expect(files.toSorted()).toEqual(
    ['/out', '/out/cli.js', '/out/main.js', '/out/renderer', '/out/renderer/index.html', '/package.json'].toSorted(),
  );
  expect(globSync('**/left-behind/**', { cwd: made })).toEqual([]);
});

test.runIf(isAsked)('the licences lie beside the program', () => {
  expect(globSync('{LICENSES.txt,LICENSE.electron.txt,LICENSES.chromium.html}', { cwd: made })).toHaveLength(3);
});

test.runIf(isAsked)('its program starts this app alone, and is plain Node only for the command', async () => {
  const fuses = await getCurrentFuseWire(join(made, 'onrush'));
  const isOn = (name: string): boolean => fuses[FUSE[name] ?? -1] === '1'.charCodeAt(0);
  expect({
    node: isOn('RunAsNode'),
    options: isOn('EnableNodeOptionsEnvironmentVariable'),
    inspect: isOn('EnableNodeCliInspectArguments'),
    integrity: isOn('EnableEmbeddedAsarIntegrityValidation'),
    onlyAsar: isOn('OnlyLoadAppFromAsar'),
    file: isOn('GrantFileProtocolExtraPrivileges'),
  }).toEqual({ node: true, options: true, inspect: false, integrity: true, onlyAsar: true, file: false });
});

test.runIf(isAsked)('the command opens the window for nothing or a file, and else is the command line', () => {
  const link = join(folder, 'onrush');
  symlinkSync(join(made, 'bin', 'onrush'), link);
  const plan = join(folder, 'shop.onrush');
  writeFileSync(plan, '{}');
  const run = (...args: string[]): string => {
    const { ELECTRON_RUN_AS_NODE: _ignored, ...env } = process.env;
    return execFileSync(link, args, { env, encoding: 'utf8', timeout: 20_000 });
  };
  expect(run()).toBe('node=|');
  expect(run(plan)).toBe(`node=|${plan}|`);
  expect(run('run', 'my plan.json')).toBe(`node=1|${join(made, 'resources', 'app.asar', 'out', 'cli.js')}|run|my plan.json|`);
});
