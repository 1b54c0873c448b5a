import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { previewData } from './preview-data.ts';

const folder = mkdtempSync(join(tmpdir(), 'onrush-preview-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

test('the first rows of a CSV file are shown with its columns and the number of rows', () => {
  write('users.csv', `\uFEFFemail;city\r\n${Array.from({ length: 8 }, (_, at) => `u${at}@a.test;"Ly;on"\r\n`).join('')}`);
  expect(previewData({ file: 'users.csv', delimiter: null }, folder)).toMatchObject({
    columns: ['email', 'city'],
    rowCount: 8,
    rows: Array.from({ length: 5 }, (_, at) => [`u${at}@a.test`, 'Ly;on']),
  });
});

test('a JSON file is shown as text', () => {
  write('a.json', '[{ "id": 1, "tags": ["x"] }, { "id": 2, "tags": [] }]');
  expect(previewData({ file: 'a.json', delimiter: null }, folder)).toMatchObject({
    columns: ['id', 'tags'],
    rows: [
      ['1', '["x"]'],
      ['2', '[]'],
    ],
    rowCount: 2,
  });
});

test('only the beginning of a large file is read, and its rows are not counted', () => {
  write('large.csv', `id,text\n${`1,${'x'.repeat(1000)}\n`.repeat(17_000)}`);
  const shown = previewData({ file: 'large.csv', delimiter: null }, folder);
  expect(shown.rowCount).toBeNull();
  expect(shown.rows).toHaveLength(5);
  expect(shown.rows[0]?.[1]).toHaveLength(200);
});

test.each([
  ['none.csv', 'There is no file'],
  ['.', 'is a folder, not a file'],
  ['torn.csv', 'a quote is opened and never closed'],
])('%s is refused with a sentence', (file, words) => {
  write('torn.csv', 'a,b\n1,"x\n');
  expect(() => previewData({ file, delimiter: null }, folder)).toThrow(words);
});
