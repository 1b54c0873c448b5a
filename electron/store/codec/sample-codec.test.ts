import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../../../shared/errors.ts';
import { exampleBatch, type ExampleRow } from '../../../shared/test-example-run.ts';
import { COLUMN_NAMES, COLUMN_TYPES, takeRows, toMicrosecond, type SampleColumns } from '../../../shared/sample.ts';
import { ColumnReader, decodeColumns, decodeSome, encodeColumns } from './sample-codec.ts';
import { STORED_COLUMNS } from './stored-columns.ts';

const LARGEST_KEPT_MS = 2 ** 50 / 1000;

const micros = fc.nat(3_600_000_000).map((value) => value / 1000);
const anyTime = fc.oneof(micros, fc.double(), fc.double({ min: -1e6, max: 1e6 }), fc.constant(Number.NaN));
const anyRow = fc.record({
  iteration: fc.nat(2 ** 32 - 1),
  vu: fc.nat(65_535),
  step: fc.nat(65_535),
  outcome: fc.nat(255),
  status: fc.nat(599),
  error: fc.nat(65_535),
  reused: fc.nat(3),
  protocol: fc.nat(1),
  remote: fc.nat(65_535),
  bytesIn: fc.nat(Number.MAX_SAFE_INTEGER),
  bytesOut: fc.oneof(fc.constantFrom(0, Number.NaN), fc.nat(Number.MAX_SAFE_INTEGER)),
  dueAt: anyTime,
  sentAt: anyTime,
  firstByteAt: anyTime,
  endedAt: anyTime,
  blocked: fc.oneof(fc.float(), micros),
  dns: fc.float(),
  sending: fc.float(),
});
/** Rows as runs have them: times near each other, a few kinds of responses, gaps. */
const usualRow = fc
  .record({
    iteration: fc.nat(5000),
    vu: fc.nat(60),
    outcome: fc.constantFrom(0, 0, 0, 7),
    status: fc.constantFrom(200, 200, 200, 503, 0),
    error: fc.nat(1),
    bytesIn: fc.constantFrom(812, 812, 5000),
    endedAt: micros,
    service: fc.nat(90_000),
    answered: fc.boolean(),
  })
  .map(({ service, answered, ...row }) => ({
    ...row,
    sentAt: row.endedAt - service / 1000,
    firstByteAt: answered ? row.endedAt - 0.005 : Number.NaN,
    connecting: answered ? Number.NaN : 0.25,
  }));
const manyRows = fc.oneof(fc.array(anyRow, { maxLength: 40 }), fc.array(usualRow, { minLength: 60, maxLength: 300 }));

/** A batch after it was stored: times are rounded to microseconds, unless they are too large for that. */
function expectKept(decoded: Partial<SampleColumns>, given: SampleColumns): void {
  for (const { name, unit } of STORED_COLUMNS) {
    const kept = decoded[name];
    if (kept === undefined) continue;
    expect(kept).toBeInstanceOf(COLUMN_TYPES[name]);
    expect(kept).toHaveLength(given[name].length);
    kept.forEach((value, row) => {
      const before = given[name][row] ?? 0;
      const isExact = unit === 'one' || Number.isNaN(before) || Math.abs(before) > LARGEST_KEPT_MS;
      if (isExact) expect([name, row, value + 0]).toEqual([name, row, before + 0]);
      // A column that is stored unchanged, because of one of its values, loses nothing.
      else if (value !== before) expect([name, row, value]).toEqual([name, row, inType(name, toMicrosecond(before) + 0)]);
    });
  }
}

function inType(name: keyof SampleColumns, value: number): number {
  return Number(COLUMN_TYPES[name].of(value)[0]);
}

test('decoding gives the encoded values to the microsecond, at any position of the bytes', () => {
  fc.assert(
    fc.property(manyRows, fc.nat(9), (rows, offset) => {
      const { columns, count } = exampleBatch(rows);
      const encoded = encodeColumns(columns, count);
      const moved = new Uint8Array(encoded.length + offset).subarray(offset);
      moved.set(encoded);
      expectKept(decodeColumns(moved, count), columns);
    }),
    { numRuns: 300 },
  );
});

test('decoded values never change', () => {
  fc.assert(
    fc.property(fc.array(usualRow, { maxLength: 200 }), (rows) => {
      const { columns, count } = exampleBatch(rows);
      const once = decodeColumns(encodeColumns(columns, count), count);
      expect(decodeColumns(encodeColumns(once, count), count)).toEqual(once);
    }),
  );
});

test('each column can be read alone', () => {
  fc.assert(
    fc.property(manyRows, fc.subarray([...COLUMN_NAMES]), (rows, names) => {
      const { columns, count } = exampleBatch(rows);
      const some = decodeSome(encodeColumns(columns, count), count, names);
      expect(Object.keys(some)).toEqual(names);
      expectKept(some, columns);
    }),
  );
});

test('a reader of many batches reads each as if it were the only one', () => {
  const reader = new ColumnReader();
  fc.assert(
    fc.property(manyRows, (rows) => {
      const { columns, count } = exampleBatch(rows);
      const encoded = encodeColumns(columns, count);
      expect(takeRows(reader.read(encoded, count), count)).toEqual(decodeColumns(encoded, count));
    }),
  );
});

test('every column has its place in the stored format', () => {
  expect(STORED_COLUMNS.map(({ name }) => name).toSorted()).toEqual(COLUMN_NAMES.toSorted());
  STORED_COLUMNS.forEach(({ before }, at) => {
    if (before !== undefined) expect(STORED_COLUMNS.findIndex(({ name }) => name === before)).toBeLessThan(at);
  });
});

test('only the counted rows are kept', () => {
  const { columns } = exampleBatch([{ vu: 1 }, { vu: 2 }, { vu: 3 }]);
  expect([...decodeColumns(encodeColumns(columns, 2), 2).vu]).toEqual([1, 2]);
});

test('requests of a busy run take few bytes', () => {
  // One row every 16 microseconds, by 50 users, with a response after about a millisecond; one in a hundred fails.
  const rows = Array.from({ length: 4096 }, (_, row): ExampleRow => {
    const endedAt = 5000 + row * 0.016 + ((row * 7) % 13) / 1000;
    const service = 0.7 + ((row * 31) % 500) / 1000;
    const failed = row % 100 === 0;
    return {
      iteration: row + ((row * 17) % 50),
      vu: (row * 17) % 50,
      outcome: failed ? 9 : 0,
      status: failed ? 503 : 200,
      error: failed ? 1 : 0,
      dueAt: endedAt - service,
      sentAt: endedAt - service,
      firstByteAt: endedAt - 0.012,
      endedAt,
      blocked: 0.003 + (row % 5) / 1000,
      sending: 0.008 + (row % 9) / 1000,
    };
  });
  const { columns, count } = exampleBatch(rows);
  expect(encodeColumns(columns, count).length / count).toBeLessThan(8);
});

test('cut or changed bytes are refused and never read as something else', () => {
  const { columns, count } = exampleBatch(Array.from({ length: 200 }, (_, row) => ({ iteration: row, endedAt: row })));
  const encoded = encodeColumns(columns, count);
  const expectDamaged = (bytes: Uint8Array<ArrayBuffer>, rows = count): void => {
    expect(() => decodeColumns(bytes, rows)).toThrow(UserError);
    expect(() => decodeColumns(bytes, rows)).toThrow('are damaged in the history and cannot be read');
  };
  fc.assert(fc.property(fc.nat(encoded.length - 1), (length) => expectDamaged(encoded.slice(0, length))));
  fc.assert(
    fc.property(fc.nat(encoded.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = encoded.slice();
      changed[at] = (changed[at] ?? 0) ^ flip;
      expectDamaged(changed);
    }),
  );
  expectDamaged(encoded, count + 1);
  expectDamaged(new Uint8Array([9, 0, 0, 0]));
  expectDamaged(Uint8Array.from(encoded, (byte, at) => (at === 0 ? 1 : byte)));
  expectDamaged(new Uint8Array(0));
});

test.each<[string, number, readonly number[]]>([
  ['claims more rows than a batch can have', 2 ** 31, [0, 0x01, 1, 0]],
  // A column with gaps: 128 rows of which each claims to be 2^28 values.
  ['claims more values than rows', 128, [5, 0x41, 7, 0x80, 0x80, 0x80, 0x80, 0x02, 0, 0]],
])('a batch that %s is reported as damaged, and takes no memory', (_what, count, column) => {
  const rows: number[] = [];
  for (let left = count; ; left = Math.floor(left / 128)) {
    rows.push((left % 128) + (left >= 128 ? 128 : 0));
    if (left < 128) break;
  }
  const body = Uint8Array.from([...rows, ...column]);
  const stored = new Uint8Array(5 + body.length);
  stored[0] = 2;
  stored.set(body, 5);
  new DataView(stored.buffer).setUint32(1, crc32(body), true);
  const before = process.memoryUsage().arrayBuffers;
  expect(() => decodeColumns(stored, count)).toThrow(UserError);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
});
