import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completePath } from './complete-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'onrush-paths-'));
const AFTER = join(folder, 'deep');

beforeAll(() => {
  mkdirSync(join(folder, 'certs'));
  mkdirSync(AFTER);
  for (const name of ['certs/ca.pem', 'certs/client.key', 'certs/client.pem', 'certs.txt', '.hidden', 'Grüße.csv'])
    writeFileSync(join(folder, name), '');
  symlinkSync(join(folder, 'certs'), join(folder, 'link'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'lost'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['', folder, ['Grüße.csv', 'certs/', 'certs.txt', 'deep/', 'link/', 'lost']],
  ['c', folder, ['certs/', 'certs.txt']],
  ['certs/', folder, ['certs/ca.pem', 'certs/client.key', 'certs/client.pem']],
  ['certs/cl', folder, ['certs/client.key', 'certs/client.pem']],
  ['./certs/ca', folder, ['./certs/ca.pem']],
  ['../certs/ca.', AFTER, ['../certs/ca.pem']],
  ['link/ca', folder, ['link/ca.pem']],
  ['.', folder, ['.hidden']],
  ['Grü', folder, ['Grüße.csv']],
  ['nowhere/x', folder, []],
  ['certs.txt/', folder, []],
  ['\0', folder, []],
])('%j is completed to the existing paths', (text, from, paths) => {
  expect(completePath(text, from)).toEqual(paths);
});

test('a path from the root keeps its beginning', () => {
  expect(completePath(join(folder, 'certs/cl'), '/')).toEqual([
    join(folder, 'certs/client.key'),
    join(folder, 'certs/client.pem'),
  ]);
});

test('only the first of many names are shown', () => {
  for (let at = 0; at < 60; at += 1) writeFileSync(join(AFTER, `file-${String(at).padStart(2, '0')}`), '');
  const paths = completePath('deep/', folder);
  expect([paths.length, paths[0], paths[49]]).toEqual([50, 'deep/file-00', 'deep/file-49']);
});
