import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findElectron } from './electron-program.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'onrush-electron-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function put(...path: string[]): string {
  const file = join(folder, ...path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, path.at(-1) === 'path.txt' ? 'electron' : '');
  return file;
}

test('the program is at the path that the installed package states', () => {
  put('path.txt');
  const program = put('dist', 'electron');
  expect(findElectron({}, folder)).toBe(program);
});

test('a package without its program, and a record without its file, do not count', () => {
  expect(findElectron({}, folder)).toBeNull();
  put('path.txt');
  expect(findElectron({}, folder)).toBeNull();
});

test('a folder named in the environment comes first', () => {
  put('path.txt');
  put('dist', 'electron');
  const own = put('own', 'electron');
  expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'own') }, folder)).toBe(own);
});
