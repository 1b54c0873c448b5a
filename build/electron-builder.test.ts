// The settings of the packages that decide whether they start at all on their systems.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Schema {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly definitions: Readonly<Record<string, { readonly properties?: Readonly<Record<string, unknown>> }>>;
}

const CONFIG = parse(readFileSync(join(import.meta.dirname, 'electron-builder.yml'), 'utf8')) as Record<
  string,
  Record<string, unknown>
>;
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));
const SCHEMA = builder('app-builder-lib/scheme.json') as Schema;

test('the builder knows every setting', () => {
  const of = (name: string): readonly string[] => Object.keys(SCHEMA.definitions[name]?.properties ?? {});
  expect(Object.keys(SCHEMA.properties)).toEqual(expect.arrayContaining(Object.keys(CONFIG)));
  expect(of('LinuxConfiguration')).toEqual(expect.arrayContaining(Object.keys(CONFIG['linux'] ?? {})));
  expect(of('MacConfiguration')).toEqual(expect.arrayContaining(Object.keys(CONFIG['mac'] ?? {})));
  expect(of('WindowsConfiguration')).toEqual(expect.arrayContaining(Object.keys(CONFIG['win'] ?? {})));
});

test('an AppImage starts on systems that have only FUSE 3', () => {
  expect(CONFIG['toolsets']).toEqual({ appimage: '1.0.3' });
});

test('a dmg is signed ad hoc for both kinds of Mac', () => {
  expect(CONFIG['mac']).toMatchObject({ identity: '-', hardenedRuntime: false });
  expect(CONFIG['mac']?.['target']).toContainEqual({ target: 'dmg', arch: ['arm64', 'x64'] });
});

test('only the built app is packaged', () => {
  expect(CONFIG['files']).toEqual(['out/**', '!out/.stamp', '!out/.compiled/**', 'package.json', '!node_modules']);
});

test('pins and notices of Windows belong to the installed program', () => {
  const main = readFileSync(join(import.meta.dirname, '../electron/main.ts'), 'utf8');
  expect(/setAppUserModelId\('([^']*)'\)/.exec(main)?.[1]).toBe(CONFIG['appId']);
});

test('every package is built for both kinds of processor', () => {
  const targets = ['linux', 'mac', 'win'].flatMap((system) => CONFIG[system]?.['target'] as { target: string; arch: string[] }[]);
  expect(targets.map(({ target, arch }) => `${target} ${arch.toSorted().join(' ')}`)).toEqual(
    ['AppImage', 'deb', 'rpm', 'dmg', 'zip', 'nsis'].map((target) => `${target} arm64 x64`),
  );
});
