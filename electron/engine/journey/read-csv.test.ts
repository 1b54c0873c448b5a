import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DataReader } from '../files/data-table.ts';
import { readCsv } from './read-csv.ts';
import { isJsonTable, readJsonTable } from './read-json.ts';

function cells(text: string | Buffer, delimiter: string | null = null): unknown[][] | string {
  const read = readCsv(Buffer.from(text), delimiter);
  if (!read.ok) return read.message;
  const reader = new DataReader(read.table);
  return Array.from({ length: read.table.rows }, (_, row) => read.table.columns.map((_, column) => reader.cell(row, column)));
}

test.each([
  ['a byte-order mark and CRLF', '\uFEFFa,b\r\n1,2\r\n', [['1', '2']]],
  ['no line break at the end', 'a,b\n1,2', [['1', '2']]],
  ['semicolons', 'a;b\n1,5;2\n', [['1,5', '2']]],
  ['tabs', 'a\tb\n1\t2\n', [['1', '2']]],
  ['quotes, delimiters and line breaks within', 'a,b\n"x ""y"", z","1\n2"\n', [['x "y", z', '1\n2']]],
  [
    'empty cells',
    'a,b\n,\n1,\n',
    [
      ['', ''],
      ['1', ''],
    ],
  ],
  [
    'an empty line',
    'a,b\n1,2\n\n3,4\n',
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  ['a delimiter at the very end', 'a,b\n1,', [['1', '']]],
  ['UTF-16, the high byte first', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from('a\nä\n', 'utf16le').swap16()]), [['ä']]],
  ['the line in which Excel names the delimiter', 'sep=;\r\na;b\r\n1,5;2\r\n', [['1,5', '2']]],
  ['a delimiter within a quoted name', '"a";"b, c, d"\n1;2\n', [['1', '2']]],
  ['Windows-1252', Buffer.from('a\nZo\xeb \x80 5\n', 'latin1'), [['Zoë € 5']]],
  ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a\nä\n', 'utf16le')]), [['ä']]],
])('%s', (_, text, expected) => {
  expect(cells(text)).toEqual(expected);
});

test.each([
  ['', 'It is empty.'],
  ['"a,b\n1,2\n', 'Line 1: a quote is opened and never closed.'],
  ['a,b\n', 'It has no rows below its line of column names.'],
  ['a,b\n1,2\n"3,4\n', 'Line 3: a quote is opened and never closed.'],
  ['a,b\n"1"x,2\n', 'Line 2: a text follows a closing quote. Write two quotes where one is meant.'],
  ['a,b\n1,2\n1,2,3\n', 'Line 3 has 3 fields; the first line names 2 columns.'],
  ['a,b\r1,2\r', 'Its lines end with CR alone. Save it with LF or CRLF.'],
  [Buffer.from('a,b\n1,2\n', 'utf16le'), 'It looks like UTF-16 without a byte order mark. Save it as UTF-8.'],
  ['a,a\n1,2\n', 'Its first line names the column “a” twice.'],
])('%j is refused with a sentence', (text, message) => {
  expect(cells(text)).toBe(message);
});

test('any quoted text is read as it was written', () => {
  const rows = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string()), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(rows, (all) => {
      const clean = all.map((row) => row.map((cell) => cell.toWellFormed()));
      const text = ['x,y', ...clean.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))].join('\r\n');
      expect(cells(text, ',')).toEqual(clean);
    }),
  );
});

test.each([
  ['{"a":1}\n{"a":2}\n\n', [[1], [2]]],
  ['{"a":1}\n{"a":\n', 'Line 2 is not valid JSON.'],
  ['', 'It is empty.'],
  ['[{"a":', 'It is not valid JSON.'],
])('JSON Lines are read: %j', (text, expected) => {
  const read = readJsonTable(Buffer.from(text));
  if (!read.ok) return expect(read.message).toBe(expected);
  const reader = new DataReader(read.table);
  expect(Array.from({ length: read.table.rows }, (_, row) => [reader.cell(row, 0)])).toEqual(expected);
});

test('a file is JSON by its name or by its beginning', () => {
  const isJson = (name: string, text: string): boolean => isJsonTable(name, Buffer.from(text));
  expect([isJson('a.jsonl', ''), isJson('a.txt', '\uFEFF [ {"a"'), isJson('a', '{"a":1}'), isJson('a.csv', 'a,b\n{"x"')]).toEqual(
    [true, true, true, false],
  );
});

test('a list of objects keeps its types', () => {
  const read = readJsonTable(Buffer.from('[{"a":1,"b":"x"},{"b":null,"c":{"d":true}}]'));
  if (!read.ok) throw new Error(read.message);
  const reader = new DataReader(read.table);
  expect([reader.cell(0, 0), reader.cell(0, 1), reader.cell(1, 0), reader.cell(1, 2)]).toEqual([1, 'x', null, { d: true }]);
});
