// New users and running ones take turns.
import { expect, test } from 'vitest';
import { StartTurns } from './start-turns.ts';

/** How long a turn that begins at `now` lasts. */
function turnAt(turns: StartTurns, now: number): number {
  turns.begin(now);
  let at = now;
  while (!turns.isOver(at)) at += 1;
  return at - now - 1;
}

test('the first turn is short, and a later one lasts as long as the work since then, within bounds', () => {
  const turns = new StartTurns();
  expect(turnAt(turns, 1000)).toBe(10);
  expect(turnAt(turns, 1011)).toBe(10);
  expect(turnAt(turns, 1021 + 20)).toBe(20);
  expect(turnAt(turns, 1061 + 500)).toBe(25);
});
