import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalCell, textCell, wholeCell } from './csv-cell.ts';
import { parseCsv } from './test-parse-csv.ts';

/** Texts with many of the characters that matter. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', ',', '\r', '\n', '=', '+', '-', '@', '\t', "'", ' '),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
});

test.each([
  ['', ''],
  ['plain', 'plain'],
  ['GET /a b', 'GET /a b'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', `"'\r=1"`],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['a=1', 'a=1'],
])('the text %j is written as %j', (input, cell) => {
  expect(textCell(input)).toBe(cell);
});

test('a CSV reader reads the same cells, except for the apostrophe before a formula', () => {
  const harmless = (input: string): string => (/^[=+\-@\t\r]/.test(input) ? `'${input}` : input);
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 5 }), { minLength: 1 }), (rows) => {
      const file = rows.map((row) => `${row.map(textCell).join(',')}\r\n`).join('');
      expect(parseCsv(file)).toEqual(rows.map((row) => row.map(harmless)));
    }),
  );
});

test('no cell begins as a formula', () => {
  fc.assert(
    fc.property(text, (input) => {
      expect(textCell(input)).not.toMatch(/^"?[=+\-@\t\r]/);
    }),
  );
});

test.each([
  [0, '0'],
  [-0, '0'],
  [1, '1'],
  [0.5, '0.5'],
  [0.05, '0.05'],
  [0.0004, '0'],
  [0.0005, '0.001'],
  [12.3456, '12.346'],
  [12.9996, '13'],
  [-0.25, '-0.25'],
  [1_790_000_000_000.125, '1790000000000.125'],
  [Number.NaN, ''],
  [Number.POSITIVE_INFINITY, ''],
])('%d ms are written as %j', (value, cell) => {
  expect(decimalCell(value)).toBe(cell);
});

test('a decimal is the value to the microsecond, with at most three decimals', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
      const cell = decimalCell(value);
      expect(cell).toMatch(/^-?\d+(\.\d{0,2}[1-9])?$/);
      expect(Math.abs(Number(cell) - value)).toBeLessThanOrEqual(0.000_501);
    }),
  );
});

test('a whole number is rounded, and 0 where there is none', () => {
  expect([wholeCell(1.5), wholeCell(812), wholeCell(Number.NaN)]).toEqual(['2', '812', '0']);
});
