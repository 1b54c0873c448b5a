import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { secretsOf } from './read-secret-file.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-secret-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function fileOf(text: string, mode = 0o600): string {
  const path = join(folder, 'secrets');
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

test('lines and JSON are read', () => {
  const lines = secretsOf(fileOf('# mine\nexport A=1=2\r\n\nB = "x y" \nC=\'z\'\nD=\n'));
  expect(['A', 'B', 'C', 'D', 'E'].map(lines)).toEqual(['1=2', 'x y', 'z', '', undefined]);
  expect(secretsOf(fileOf('{"A": "b"}'))('A')).toBe('b');
  expect(secretsOf(null)('PATH')).toBeUndefined();
});

test.each([
  ['A=1', 0o644, 'Others may read FILE, which holds secrets. Run: chmod 600 FILE'],
  ['A=1\nhush hush', 0o600, 'FILE, line 2: write NAME=value.'],
  ['{"A": 1}', 0o600, 'FILE is not a JSON object of names and texts. Write { "API_KEY": "…" }.'],
])('%j is refused, and no part of it is shown', (text, mode, sentence) => {
  const path = fileOf(text, mode);
  expect(() => secretsOf(path)).toThrow(sentence.replaceAll('FILE', path));
});

test('a missing file is reported', () => {
  expect(() => secretsOf(join(folder, 'none'))).toThrow(`There is no file ${folder}/none.`);
});
