// Files that the program is started with.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileArguments } from './file-arguments.ts';

let folder = '';
let plan = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-files-'));
  plan = join(folder, 'my shop – 50 %.onrush');
  writeFileSync(plan, '{}');
  mkdirSync(join(folder, 'checkout'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a path is relative to the folder in which the program was started', () => {
  expect(fileArguments(['my shop – 50 %.onrush', plan], folder)).toEqual([plan, plan]);
});

test('an address of a file is read as a Linux desktop writes it', () => {
  expect(fileArguments([pathToFileURL(plan).href], '/')).toEqual([plan]);
});

test.each([
  [''],
  ['--inspect'],
  ['checkout'],
  ['missing.onrush'],
  ['file://elsewhere/shop.onrush'],
  ['file:///%00'],
  ['file:///a%2Fb'],
  ['https://example.com/shop.onrush'],
])('%j is not a file', (arg) => {
  expect(fileArguments([arg], folder)).toEqual([]);
});

test('an impossible path is not a file', () => {
  expect(fileArguments(['a\0b', 'a'.repeat(10_000)], folder)).toEqual([]);
});
