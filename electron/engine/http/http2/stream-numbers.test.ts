// The numbers of streams run out, and resets without end, as in a rapid reset, cost no memory.
import { expect, test } from 'vitest';
import { StreamNumbers } from './stream-numbers.ts';

function giveUpTo(numbers: StreamNumbers, last: number): void {
  for (let stream = numbers.give(); stream < last; stream = numbers.give());
}

test('streams that were cancelled long ago count as cancelled, and so does none that was not', () => {
  const numbers = new StreamNumbers();
  giveUpTo(numbers, 20_001);
  for (let stream = 1; stream < 20_001; stream += 4) numbers.cancel(stream);
  expect([1, 3, 18_001, 19_997].map((stream) => numbers.mayBeCancelled(stream))).toEqual([true, true, true, true]);
  expect([19_995, 19_999, 20_001].map((stream) => numbers.mayBeCancelled(stream))).toEqual([false, false, false]);
});

test('a stream that is cancelled twice counts once', () => {
  const numbers = new StreamNumbers();
  for (let turn = 0; turn < 5000; turn += 1) numbers.cancel(7);
  numbers.cancel(9);
  expect([7, 9, 11, 5].map((stream) => numbers.mayBeCancelled(stream))).toEqual([true, true, false, false]);
});

test('numbers are odd, belong to the streams that were opened, and end before 2^31', () => {
  const numbers = new StreamNumbers(2 ** 31 - 3);
  expect([numbers.give(), numbers.areLeft, numbers.give(), numbers.areLeft]).toEqual([2 ** 31 - 3, true, 2 ** 31 - 1, false]);
  expect([2 ** 31 - 1, 2 ** 31 - 2, 1].map((stream) => numbers.wasGiven(stream))).toEqual([true, false, true]);
  expect(new StreamNumbers().wasGiven(1)).toBe(false);
});
