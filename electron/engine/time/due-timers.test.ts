// A system whose timers fire only every 15.6 ms, with a clock controlled by the test.
import { expect, test } from 'vitest';
import { DueTimers, type DueTools } from './due-timers.ts';

const TICK_MS = 15.625;
const TURN_MS = 0.05;

function system(tickMs: number): { tools: DueTools; run: (untilMs: number) => void; turns: () => number } {
  let now = 0.4;
  let turns = 0;
  let waiting: { at: number; work: () => void }[] = [];
  const add = (at: number, work: () => void): (() => void) => {
    const entry = { at, work };
    waiting.push(entry);
    return () => (waiting = waiting.filter((one) => one !== entry));
  };
  return {
    turns: () => turns,
    tools: {
      now: () => now,
      wait: (milliseconds, work) => add(Math.ceil((now + milliseconds) / tickMs) * tickMs, work),
      soon(work) {
        turns += 1;
        return add(now + TURN_MS, work);
      },
    },
    run(untilMs) {
      while (waiting.length > 0 && now < untilMs) {
        const next = waiting.reduce((a, b) => (b.at < a.at ? b : a));
        waiting = waiting.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.work();
      }
    },
  };
}

function latenesses(isCoarse: boolean, tickMs: number, everyMs: number): { late: number[]; turns: number } {
  const { tools, run, turns } = system(tickMs);
  const timers = new DueTimers(isCoarse, tools);
  const late: number[] = [];
  const start = (left: number): void => {
    if (left === 0) return;
    const dueAt = tools.now() + everyMs;
    timers.after(everyMs, () => {
      late.push(tools.now() - dueAt);
      start(left - 1);
    });
  };
  start(60);
  run(60_000);
  return { late, turns: turns() };
}

test.each([1, 7, 20, 100, 333])('on a tick of 15.6 ms a start every %d ms is on time', (everyMs) => {
  const { late } = latenesses(true, TICK_MS, everyMs);
  expect(late).toHaveLength(60);
  expect(Math.max(...late)).toBeLessThan(0.2);
});

test('if the system wakes timers in time, there is no long polling', () => {
  const { late, turns } = latenesses(true, 1, 100);
  expect(Math.max(...late)).toBeLessThan(1.5);
  expect(turns).toBeLessThan(60 * 330 * 0.5);
});

test('a cancelled timer never fires, at any stage', () => {
  for (const untilMs of [0, 90, 97]) {
    const { tools, run } = system(TICK_MS);
    let isDone = false;
    const cancel = new DueTimers(true, tools).after(100, () => (isDone = true));
    run(untilMs);
    cancel();
    run(1000);
    expect(isDone).toBe(false);
  }
});
