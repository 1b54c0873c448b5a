// Which packages are signed and replace themselves, as the builder understands the options.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { signingOptions } from './signing.ts';

const required = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));
const { configureBuildCommand, createYargs, normalizeOptions } = required('electron-builder/out/builder') as {
  createYargs: () => unknown;
  configureBuildCommand: (yargs: unknown) => { parse: (args: readonly string[]) => unknown };
  normalizeOptions: (args: unknown) => { readonly config?: Readonly<Record<string, unknown>> };
};
const { deepAssign } = required('builder-util-runtime') as {
  deepAssign: (...objects: unknown[]) => Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};
const MAC = { CSC_LINK: 'x', APPLE_API_KEY: 'x', APPLE_API_KEY_ID: 'x', APPLE_API_ISSUER: 'x' };
const REPOSITORY = { GITHUB_REPOSITORY: 'ada/onrush' };

/** The settings of the file with these options on top of them. */
function settingsWith(options: readonly string[]): ReturnType<typeof deepAssign> {
  const file = parse(readFileSync(join(import.meta.dirname, 'electron-builder.yml'), 'utf8'));
  return deepAssign({}, file, normalizeOptions(configureBuildCommand(createYargs()).parse(options)).config);
}

test.each([
  ['nothing', {}, 'darwin'],
  ['an empty certificate', { CSC_LINK: '' }, 'win32'],
  ['everything, on Linux', { ...MAC, WIN_CSC_LINK: 'x' }, 'linux'],
] as const)('with %s no package is signed, and none updates itself', (_what, env, platform) => {
  expect(signingOptions({ ...env, ...REPOSITORY }, platform)).toEqual([]);
});

test.each([
  ['a certificate alone', { CSC_LINK: 'x' }, 'APPLE_API_KEY, APPLE_API_KEY_ID, APPLE_API_ISSUER; or remove CSC_LINK.'],
  ['an empty issuer', { ...MAC, APPLE_API_ISSUER: '' }, 'APPLE_API_ISSUER; or remove CSC_LINK, APPLE_API_KEY, APPLE_API_KEY_ID.'],
])('%s makes no package for a Mac that looks signed', (_what, env, rest) => {
  expect(() => signingOptions(env, 'darwin')).toThrow(`Signing for macOS needs all of its variables. Set ${rest}`);
});

test('without options a package for a Mac is signed ad hoc, and nothing says where its updates are', () => {
  const settings = settingsWith([]);
  expect([settings['publish'], settings['extraMetadata']]).toEqual([null, undefined]);
  expect(settings['mac']).toMatchObject({ identity: '-', hardenedRuntime: false });
});

test('a package for a Mac is signed and notarised, and knows where its updates are', () => {
  const settings = settingsWith(signingOptions({ ...MAC, ...REPOSITORY }, 'darwin'));
  expect(settings['publish']).toEqual({ provider: 'github', owner: 'ada', repo: 'onrush' });
  expect(settings['extraMetadata']).toEqual({ updatesItself: true });
  // Without a name the builder takes the certificate that it was given.
  expect(settings['mac']?.['identity']).toBe('');
  // The builder's own schema makes true of the word.
  expect([settings['mac']?.['hardenedRuntime'], settings['mac']?.['notarize'], settings['forceCodeSigning']]).toEqual(
    Array(3).fill('true'),
  );
});

test.each(['CSC_LINK', 'WIN_CSC_LINK'])('a package for Windows is signed with the certificate in %s', (name) => {
  const settings = settingsWith(signingOptions({ [name]: 'x', ...REPOSITORY }, 'win32'));
  expect(settings['publish']).toEqual({ provider: 'github', owner: 'ada', repo: 'onrush' });
  expect(settings['mac']).toMatchObject({ identity: '-' });
});

test('a package without an address for updates does not update itself, even if it is signed', () => {
  expect(signingOptions(MAC, 'darwin').filter((option) => /publish|updatesItself/.test(option))).toEqual([]);
});
