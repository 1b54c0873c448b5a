import { expect, test } from 'vitest';
import { allocateColumns, COLUMN_NAMES, COLUMN_TYPES, columnBuffers, takeRows } from './sample.ts';

test('every column has its type and the requested length', () => {
  const columns = allocateColumns(7);
  expect(Object.keys(columns)).toEqual(COLUMN_NAMES);
  for (const name of COLUMN_NAMES) {
    expect(columns[name]).toBeInstanceOf(COLUMN_TYPES[name]);
    expect(columns[name]).toHaveLength(7);
  }
});

test('taken rows are copies of exactly the first ones, so that they can be transferred', () => {
  const columns = allocateColumns(4);
  columns.endedAt.set([1, 2, 3, 4]);
  const taken = takeRows(columns, 2);
  columns.endedAt.fill(0);
  expect([...taken.endedAt]).toEqual([1, 2]);
  const buffers = columnBuffers(taken);
  expect(buffers).toHaveLength(COLUMN_NAMES.length);
  expect(new Set(buffers).size).toBe(COLUMN_NAMES.length);
  expect(taken.endedAt.buffer.byteLength).toBe(16);
  const moved = structuredClone(taken, { transfer: buffers });
  expect([...moved.endedAt]).toEqual([1, 2]);
  expect(taken.endedAt).toHaveLength(0);
});
