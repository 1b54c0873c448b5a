import { expect, test } from 'vitest';
import { decodeColumns } from './sample-codec.ts';

/** Two rows in the first version of the format: vu, a column that no longer exists, and status. */
function plainBatch(): Uint8Array<ArrayBuffer> {
  const header = new TextEncoder().encode('vu:2,future:8,status:2');
  const at = Math.ceil((4 + header.length) / 8) * 8;
  const bytes = new Uint8Array(at + 8 + 16 + 8);
  bytes.set([1, 0, header.length, 0]);
  bytes.set(header, 4);
  bytes.set([7, 0, 8, 0], at);
  bytes.fill(255, at + 8, at + 24);
  bytes.set([200, 0, 44, 1], at + 24);
  return bytes;
}

test('batches of the first format are still read, with missing columns blank and unknown ones ignored', () => {
  const { vu, status, bytesIn, endedAt, dns } = decodeColumns(plainBatch(), 2);
  expect([[...vu], [...status], [...bytesIn]]).toEqual([
    [7, 8],
    [200, 300],
    [0, 0],
  ]);
  expect([...endedAt, ...dns].every(Number.isNaN)).toBe(true);
});

test('cut batches are refused', () => {
  expect(() => decodeColumns(plainBatch().slice(0, -8), 2)).toThrow('are damaged in the history');
  expect(() => decodeColumns(plainBatch().slice(0, 2), 2)).toThrow('are damaged in the history');
});
