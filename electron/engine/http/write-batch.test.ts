// When requests that wait together are written.
import { expect, test } from 'vitest';
import { WRITES } from './write-batch.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function add(from: number, to: number, written: number[]): void {
  for (let number = from; number < to; number += 1) WRITES.add({ writeLater: () => void written.push(number) });
}

test('64 requests are written at once, and the rest after everything that has arrived was read', async () => {
  const written: number[] = [];
  add(0, 63, written);
  expect(written).toEqual([]);
  add(63, 70, written);
  expect(written).toEqual(Array.from({ length: 64 }, (_, number) => number));
  await turn();
  expect(written).toHaveLength(70);
});

test('requests that are added during the writing are written too', async () => {
  const written: number[] = [];
  WRITES.add({ writeLater: () => add(1, 3, written) });
  await turn();
  await turn();
  expect(written).toEqual([1, 2]);
});
