// Resets without end, as in a rapid reset, cost no memory.
import { expect, test } from 'vitest';
import { CancelledStreams } from './cancelled-streams.ts';

test('the last thousand streams that were given up are remembered, and no more', () => {
  const cancelled = new CancelledStreams();
  for (let stream = 1; stream < 20_001; stream += 2) cancelled.remember(stream);
  const known = Array.from({ length: 10_000 }, (_, at) => at * 2 + 1).filter((stream) => cancelled.has(stream));
  expect([known.length, known.at(0), known.at(-1)]).toEqual([1000, 18_001, 19_999]);
});

test('a stream that is given up twice counts once', () => {
  const cancelled = new CancelledStreams();
  for (let turn = 0; turn < 5000; turn += 1) cancelled.remember(7);
  cancelled.remember(9);
  expect([cancelled.has(7), cancelled.has(9), cancelled.has(11)]).toEqual([true, true, false]);
});
