import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleBatch } from '../../shared/example-run.ts';
import { COLUMN_NAMES } from '../../shared/sample.ts';
import { decodeColumns, encodeColumns } from './sample-codec.ts';

const row = fc.record({
  iteration: fc.nat(2 ** 32 - 1),
  vu: fc.nat(65_535),
  step: fc.nat(65_535),
  outcome: fc.nat(255),
  status: fc.nat(599),
  error: fc.nat(65_535),
  reused: fc.nat(1),
  protocol: fc.nat(1),
  bytesIn: fc.nat(Number.MAX_SAFE_INTEGER),
  dueAt: fc.double(),
  sentAt: fc.double(),
  firstByteAt: fc.double(),
  endedAt: fc.double(),
  dns: fc.float(),
  sending: fc.float(),
});

test('what is decoded is what was encoded, wherever the bytes lie', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.nat(9), (rows, offset) => {
      const { columns, count } = exampleBatch(rows);
      const encoded = encodeColumns(columns, count);
      const moved = new Uint8Array(encoded.length + offset).subarray(offset);
      moved.set(encoded);
      expect(decodeColumns(moved, count)).toEqual(columns);
    }),
  );
});

test('only the counted rows are kept', () => {
  const { columns } = exampleBatch([{ vu: 1 }, { vu: 2 }, { vu: 3 }]);
  expect([...decodeColumns(encodeColumns(columns, 2), 2).vu]).toEqual([1, 2]);
});

test('aligned bytes are read in place', () => {
  const { columns, count } = exampleBatch([{}, {}]);
  const bytes = encodeColumns(columns, count);
  const decoded = decodeColumns(bytes, count);
  for (const name of COLUMN_NAMES) expect(decoded[name].buffer).toBe(bytes.buffer);
});

test('a column an older version did not write is blank, one it does not know is passed over', () => {
  const header = new TextEncoder().encode('vu:2,future:8,status:2');
  const at = Math.ceil((4 + header.length) / 8) * 8;
  const bytes = new Uint8Array(at + 8 + 16 + 8);
  bytes.set([1, 0, header.length, 0]);
  bytes.set(header, 4);
  bytes.set([7, 0, 8, 0], at);
  bytes.fill(255, at + 8, at + 24);
  bytes.set([200, 0, 44, 1], at + 24);
  const { vu, status, bytesIn, endedAt, dns } = decodeColumns(bytes, 2);
  expect([[...vu], [...status], [...bytesIn]]).toEqual([
    [7, 8],
    [200, 300],
    [0, 0],
  ]);
  expect([...endedAt, ...dns].every(Number.isNaN)).toBe(true);
});

test('an unknown format is refused', () => {
  expect(() => decodeColumns(new Uint8Array([9, 0, 0, 0]), 0)).toThrow('Unknown sample format 9');
  expect(() => decodeColumns(new Uint8Array(0), 0)).toThrow('Unknown sample format of an empty batch');
});
