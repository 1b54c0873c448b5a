// No package may be distributed without the licences of its contents.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { licencesText, packagesOf } from './licences.ts';
import { ROOT } from './paths.ts';

const folder = (name: string): string => join(ROOT, 'node_modules', name);

test('a module belongs to the innermost package that contains it', () => {
  const modules = [
    '/a/electron/main.ts',
    '/a/node_modules/ws/lib/socket.js',
    '\0/a/node_modules/ws/index.js?commonjs',
    '/a/node_modules/@mantine/core/esm/x.mjs',
    '/a/node_modules/b/node_modules/c/index.js',
  ];
  expect(packagesOf(modules)).toEqual([
    '/a/node_modules/@mantine/core',
    '/a/node_modules/b/node_modules/c',
    '/a/node_modules/ws',
  ]);
});

test('each package is listed with its version and the text of its licence', () => {
  const text = licencesText([folder('undici'), folder('@fontsource-variable/inter')]);
  expect(text).toMatch(/^Onrush\n\n/);
  expect(text).toMatch(/\nundici \d+\.\d+\.\d+\nLicence: MIT\n\nMIT License/);
  expect(text).toMatch(/@fontsource-variable\/inter [\d.]+\nLicence: OFL-1\.1\n\n/);
});
