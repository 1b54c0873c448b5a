import { expect, test } from 'vitest';
import { Deadlines } from './deadlines.ts';

function expired(deadlines: Deadlines, now: number): string[] {
  const found: string[] = [];
  deadlines.expire(now, (slot, kind) => found.push(`${slot} ${kind}`));
  return found;
}

test('each slot fires once, with the deadline that came first', () => {
  const deadlines = new Deadlines(3);
  deadlines.setTotal(0, 100);
  deadlines.setPhase(0, 'connect', 50);
  deadlines.setTotal(1, 40);
  deadlines.setPhase(1, 'idle', 90);
  expect(expired(deadlines, 39)).toEqual([]);
  expect(expired(deadlines, 60)).toEqual(['0 connect', '1 total']);
  expect(expired(deadlines, 1000)).toEqual([]);
});

test('a later phase replaces the earlier one', () => {
  const deadlines = new Deadlines(1);
  deadlines.setPhase(0, 'connect', 50);
  deadlines.setPhase(0, 'firstByte', 200);
  expect(expired(deadlines, 100)).toEqual([]);
  expect(expired(deadlines, 200)).toEqual(['0 firstByte']);
});

test('a cleared slot never fires', () => {
  const deadlines = new Deadlines(1);
  deadlines.setTotal(0, 1);
  deadlines.clear(0);
  expect(expired(deadlines, 1e9)).toEqual([]);
});
