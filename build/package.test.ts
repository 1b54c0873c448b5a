// Packages as the builder makes them, from the built app and stand-ins for Electron's program: what they contain, what their
// programs refuse, what they declare to the systems, and the command that is part of them.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from './paths.ts';

const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));
const required = createRequire(builder.resolve('app-builder-lib/package.json'));
const { getRawHeader, listPackage } = required('@electron/asar') as {
  getRawHeader: (path: string) => { readonly headerString: string };
  listPackage: (path: string, options: object) => string[];
};
const { FuseV1Options: FUSE, getCurrentFuseWire } = required('@electron/fuses') as {
  FuseV1Options: Readonly<Record<string, number>>;
  getCurrentFuseWire: (program: string) => Promise<Readonly<Record<number, number>>>;
};
/** The command in the package is a shell script. */
const isHere = process.platform !== 'win32';
/** Much longer than the test usually takes. */
const TOO_LONG_MS = 50_000;
let folder = '';
let linux = '';
let mac = '';

beforeAll(() => {
  if (!isHere) return;
  folder = mkdtempSync(join(tmpdir(), 'onrush-package-'));
  linux = join(folder, 'out', 'linux-unpacked');
  mac = join(folder, 'out', 'mac', 'Onrush.app', 'Contents');
  // The real build is not needed: the test is about which of its files are included.
  const app = join(folder, 'app');
  for (const file of [
    'out/main.js',
    'out/cli.js',
    'out/.stamp',
    'out/.compiled/v24/a1b2c3',
    'out/LICENSES.txt',
    'out/renderer/index.html',
    'electron/main.ts',
    'node_modules/left-behind/index.js',
    'secret.env',
  ]) {
    mkdirSync(dirname(join(app, file)), { recursive: true });
    writeFileSync(join(app, file), file);
  }
  writeFileSync(join(app, 'package.json'), readFileSync(join(ROOT, 'package.json')));
  symlinkSync(join(ROOT, 'build'), join(app, 'build'));
  execFileSync(process.execPath, [join(import.meta.dirname, 'test-package-builder.ts'), folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: TOO_LONG_MS,
    killSignal: 'SIGKILL',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (path: string): string => readFileSync(path, 'utf8');

test.runIf(isHere)('packaging asks no questions', () => {
  expect(read(join(folder, 'asked.txt'))).toBe('');
});

test.runIf(isHere)('the package contains only built files', () => {
  const all = ['/out', '/out/cli.js', '/out/main.js', '/out/renderer', '/out/renderer/index.html', '/package.json'];
  for (const path of [join(linux, 'resources', 'app.asar'), join(mac, 'Resources', 'app.asar')])
    expect(listPackage(path, {}).toSorted()).toEqual(all.toSorted());
  // A package that is not signed knows no place of updates.
  expect(globSync('**/{left-behind,secret.env,app-update.yml}', { cwd: join(folder, 'out') })).toEqual([]);
});

test.runIf(isHere)('the licences lie beside the program', () => {
  const names = '{LICENSES.txt,LICENSE.electron.txt,LICENSES.chromium.html}';
  expect(globSync(names, { cwd: linux })).toHaveLength(3);
  // Electron's own licences come with its archive, and the stand-in has none.
  expect(globSync('LICENSES.txt', { cwd: mac })).toHaveLength(1);
});

test.runIf(isHere).each([
  ['Linux', () => join(linux, 'onrush')],
  ['a Mac', () => join(mac, '..')],
])('the program for %s starts this app alone, and is plain Node only for the command', async (_, program) => {
  const fuses = await getCurrentFuseWire(program());
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

test.runIf(isHere)('macOS knows its name, its file types, and the kind of its archive', () => {
  const plist = read(join(mac, 'Info.plist'));
  const valueOf = (key: string): string | undefined =>
    new RegExp(`<key>${key}</key>\\s*<string>([^<]*)</string>`).exec(plist)?.[1];
  expect(['CFBundleIdentifier', 'CFBundleName', 'LSApplicationCategoryType'].map(valueOf)).toEqual([
    'app.onrush.desktop',
    'Onrush',
    'public.app-category.developer-tools',
  ]);
  expect(plist).toMatch(/<key>CFBundleTypeExtensions<\/key>\s*<array>\s*<string>onrush<\/string>/);
  const header = getRawHeader(join(mac, 'Resources', 'app.asar')).headerString;
  expect(valueOf('hash')).toBe(createHash('sha256').update(header).digest('hex'));
});

test.runIf(isHere)('a Linux desktop starts it with files and shows it by its own name', () => {
  const entry = Object.fromEntries(
    read(join(folder, 'onrush.desktop'))
      .split('\n')
      .flatMap((line) => [line.split(/=(.*)/s).slice(0, 2)]),
  );
  expect(entry).toMatchObject({
    Name: 'Onrush',
    Exec: '/opt/Onrush/onrush %U',
    Icon: 'onrush',
    StartupWMClass: 'onrush',
    Categories: 'Development;',
    MimeType: 'application/x-onrush;',
    Comment: 'HTTP load testing on the desktop: you see every request, and the numbers are true.',
  });
  expect(read(join(folder, 'mime.xml'))).toMatch(/<mime-type type="application\/x-onrush">\s*<glob pattern="\*\.onrush"\/>/);
});

test.runIf(isHere)('the installer for Windows registers its file types, and the uninstaller removes them', () => {
  expect(read(join(folder, 'install.nsi'))).toContain('APP_ASSOCIATE "onrush" "Onrush plan or run" "A plan or runs of Onrush"');
  expect(read(join(folder, 'uninstall.nsi'))).toContain('APP_UNASSOCIATE "onrush" "Onrush plan or run"');
});

test.runIf(isHere)('the command opens the window if it gets nothing or files, and otherwise is the command line', () => {
  const link = join(folder, 'onrush');
  symlinkSync(join(linux, 'bin', 'onrush'), link);
  const [plan, runs] = [join(folder, 'shop.onrush'), join(folder, 'my runs.onrush')];
  for (const file of [plan, runs]) writeFileSync(file, '{}');
  const run = (...args: string[]): string => {
    const { ELECTRON_RUN_AS_NODE: _ignored, ...env } = process.env;
    return execFileSync(link, args, { env, encoding: 'utf8', timeout: 10_000 });
  };
  expect(run()).toBe('node=|');
  expect(run(plan)).toBe(`node=|${plan}|`);
  expect(run(plan, runs)).toBe(`node=|${plan}|${runs}|`);
  expect(run('run', 'my plan.json')).toBe(`node=1|${join(linux, 'resources', 'app.asar', 'out', 'cli.js')}|run|my plan.json|`);
  expect(run('run', plan)).toContain('|run|');
});
