// A thread whose turns take 0.01 ms, with a clock controlled by the test.
import { expect, test } from 'vitest';
import { ShortWaits } from './short-waits.ts';

const TURN_MS = 0.01;

function thread() {
  let now = 100;
  let next: (() => void) | null = null;
  const tools = {
    now: () => now,
    soon(work: () => void) {
      next = work;
      return () => (next = null);
    },
  };
  return {
    waits: new ShortWaits(tools),
    now: () => now,
    pass: (milliseconds: number) => (now += milliseconds),
    run: () => {
      while (next !== null) {
        const work: () => void = next;
        next = null;
        now += TURN_MS;
        work();
      }
    },
  };
}

test('a short wait ends on time, and a longer one is left to a timer', () => {
  const { waits, now, run } = thread();
  let endedAt = 0;
  waits.after(0.4, () => (endedAt = now()));
  run();
  expect(endedAt - 100).toBeGreaterThanOrEqual(0.4);
  expect(endedAt - 100).toBeLessThanOrEqual(0.4 + 2 * TURN_MS);
  expect(waits.after(0.6, () => {})).toBeNull();
});

test('a cancelled wait does nothing', () => {
  const { waits, run } = thread();
  let isDone = false;
  waits.after(0.3, () => (isDone = true))?.();
  run();
  expect(isDone).toBe(false);
});

test('no more than a tenth of the time is spent polling, at any rate', () => {
  const { waits, pass, run } = thread();
  let polledMs = 0;
  for (let round = 0; round < 10_000; round += 1) {
    if (waits.after(0.25, () => {}) === null) pass(0.25);
    else polledMs += 0.25;
    run();
  }
  expect(polledMs).toBeGreaterThan(0.08 * 2500);
  expect(polledMs).toBeLessThan(0.1 * 2700);
});
