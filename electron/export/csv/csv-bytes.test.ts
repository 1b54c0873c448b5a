import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, CsvBytes, LONGEST_NUMBER } from './csv-bytes.ts';
import { decimalCell, wholeCell } from './csv-cell.ts';

const LARGEST = Number.MAX_SAFE_INTEGER / 1000;
const anyNumber = fc.oneof(
  fc.double({ min: -LARGEST, max: LARGEST }),
  fc.double({ min: -10, max: 100_000 }),
  fc.nat(2_000_000_000_000).map((micros) => micros / 1000),
  fc.constantFrom(0, -0, 0.001, 0.0004, -0.0004, 0.9999, 999_999_999, 1_000_000_000, 1_790_000_000_000, Number.NaN, Infinity),
);

function written(write: (out: CsvBytes) => void): string {
  const out = new CsvBytes();
  out.writeTo(new Uint8Array(400));
  write(out);
  return new TextDecoder().decode(out.buffer.subarray(0, out.at));
}

test('numbers are written as their cells read', () => {
  fc.assert(
    fc.property(anyNumber, (value) => {
      expect(written((out) => out.decimal(value))).toBe(decimalCell(value));
      expect(written((out) => out.whole(value))).toBe(wholeCell(value));
    }),
    { numRuns: 3000 },
  );
});

test('no number is longer than it may be', () => {
  fc.assert(
    fc.property(fc.double(), (value) => {
      expect(written((out) => out.decimal(value)).length).toBeLessThanOrEqual(LONGEST_NUMBER);
      expect(written((out) => out.whole(value)).length).toBeLessThanOrEqual(LONGEST_NUMBER);
    }),
  );
});

test('texts of any length follow one another', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 3 }), (texts) => {
      const write = (out: CsvBytes): void => {
        for (const text of texts) {
          out.text(bytesOf(text));
          out.comma();
        }
      };
      const out = new CsvBytes();
      out.writeTo(new Uint8Array(10_000));
      write(out);
      expect(new TextDecoder().decode(out.buffer.subarray(0, out.at))).toBe(texts.map((text) => `${text},`).join(''));
    }),
  );
});
