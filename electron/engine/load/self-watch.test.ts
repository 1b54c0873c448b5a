// With a fake clock: the test decides when the timers of the thread fire, so a blocked thread needs no real blocking.
import { expect, test } from 'vitest';
import { percentileOf } from '../../../shared/histogram.ts';
import { HealthWatch } from '../record/health-watch.ts';
import { SelfWatch } from './self-watch.ts';
import type { ThreadSecond } from '../messages.ts';
import { QUIET_COMPUTER } from '../tests/test-run.ts';

const TICK_MS = 5;
const FRAME = { backlog: 0, scheduled: 0, hasFreeUsers: true, isWarmup: false, oldestMs: 0 };

function watchWith({ cpuMs = () => 0, sockets = 0 }: { cpuMs?: () => number | null; sockets?: number } = {}): SelfWatch {
  return new SelfWatch(TICK_MS, 0, { threadCpuMs: cpuMs, openSockets: () => sockets });
}

/** Ticks as an idle thread would, from one time to another. */
function idle(watch: SelfWatch, from: number, to: number): void {
  for (let now = from; now <= to; now += TICK_MS) watch.tick(now);
}

function p99(second: ThreadSecond | undefined): number {
  return second === undefined ? Number.NaN : percentileOf(second.eventLoop, 99);
}

test('an idle thread is never late', () => {
  const watch = watchWith({ sockets: 7 });
  idle(watch, 5, 2000);
  const seconds = watch.take(2000, false);
  expect(seconds.map(({ second }) => second)).toEqual([0, 1]);
  expect(seconds.map(p99)).toEqual([0, 0]);
  expect(seconds[0]).toMatchObject({ sockets: 7, lateness: { count: 0 } });
  expect(watch.take(2000, false)).toEqual([]);
});

test('a thread that was blocked within a second counts every tick it left out', () => {
  const watch = watchWith();
  idle(watch, 5, 300);
  watch.tick(700);
  idle(watch, 705, 1000);
  const [second] = watch.take(1000, false);
  expect(second?.eventLoop.max).toBe(395);
  expect(p99(second)).toBeGreaterThan(350);
});

test('a thread that was blocked for several seconds spoils each of them', () => {
  const watch = watchWith();
  idle(watch, 5, 500);
  watch.tick(3500);
  idle(watch, 3505, 4000);
  const seconds = watch.take(4000, false);
  expect(seconds.map(({ second }) => second)).toEqual([0, 1, 2, 3]);
  for (const second of seconds) expect(p99(second)).toBeGreaterThan(400);
});

test('a flush that comes before the late tick does not hide the delay', () => {
  const watch = watchWith();
  idle(watch, 5, 500);
  const seconds = watch.take(2500, false);
  expect(seconds.map(p99).every((late) => late > 400)).toBe(true);
});

test('starts are late by their due time, in the second in which they start', () => {
  const watch = watchWith();
  watch.started(10, 10.5);
  idle(watch, 5, 995);
  watch.started(999, 1012);
  idle(watch, 1015, 2000);
  const [first, second] = watch.take(2000, false);
  expect(first?.lateness).toMatchObject({ count: 1, max: 0.5 });
  expect(second?.lateness).toMatchObject({ count: 1, max: 13 });
});

test('an incomplete last second counts only if it lasted at least half a second', () => {
  const short = watchWith();
  idle(short, 5, 400);
  expect(short.take(400, true)).toEqual([]);
  const long = watchWith();
  idle(long, 5, 1600);
  expect(long.take(1600, true).map(({ second }) => second)).toEqual([0, 1]);
});

test('the CPU of the thread is a share of the time that passed', () => {
  let used = 0;
  const watch = watchWith({ cpuMs: () => used });
  idle(watch, 5, 995);
  used = 600;
  watch.tick(1000);
  expect(watch.take(1000, false)[0]?.cpuPercent).toBe(60);
  expect(watchWith({ cpuMs: () => null }).take(1000, false)[0]?.cpuPercent).toBeNull();
});

test('a blocked thread among healthy ones makes the second suspect', () => {
  const healthy = watchWith();
  idle(healthy, 5, 1000);
  const blocked = watchWith();
  idle(blocked, 5, 400);
  blocked.tick(1000);
  const watch = new HealthWatch(2, QUIET_COMPUTER);
  watch.add(0, healthy.take(1000, false));
  watch.add(1, blocked.take(1000, false));
  expect(watch.close(0, FRAME)).toMatchObject({ second: 0, verdict: 'suspect', cause: 'event_loop', latestThread: 2 });
  expect(watch.close(0, FRAME)).toBeNull();
  expect(watch.summary).toMatchObject({ suspect: 1, verdict: 'suspect' });
});

test('late starts of one thread make the second strained or worse', () => {
  const late = watchWith();
  idle(late, 5, 995);
  for (let due = 0; due < 900; due += 10) late.started(due, due + 6);
  late.tick(1000);
  const watch = new HealthWatch(1, QUIET_COMPUTER);
  watch.add(0, late.take(1000, false));
  const second = watch.close(0, FRAME);
  expect(second).toMatchObject({ verdict: 'strained', cause: 'starts' });
  expect(second?.latenessP99).toBeCloseTo(6, 1);
});

test('a backlog that grows for three seconds while users are free is suspect, and one of busy users is not', () => {
  const growing = (hasFreeUsers: boolean): (string | undefined)[] => {
    const thread = watchWith();
    const watch = new HealthWatch(1, QUIET_COMPUTER);
    return [1, 2, 3, 4].map((at) => {
      idle(thread, (at - 1) * 1000 + 5, at * 1000);
      watch.add(0, thread.take(at * 1000, false));
      return watch.close(at - 1, { ...FRAME, hasFreeUsers, backlog: at * 100, scheduled: at * 1000 })?.verdict;
    });
  };
  expect(growing(true)).toEqual(['trusted', 'trusted', 'suspect', 'suspect']);
  expect(growing(false)).toEqual(['trusted', 'trusted', 'trusted', 'trusted']);
});

test('seconds of the warm-up are judged and not counted', () => {
  const thread = watchWith();
  idle(thread, 5, 1000);
  const watch = new HealthWatch(1, QUIET_COMPUTER);
  watch.add(0, thread.take(1000, false));
  expect(watch.close(0, { ...FRAME, isWarmup: true })?.verdict).toBe('trusted');
  expect(watch.summary.verdict).toBeNull();
});

test('nothing was measured if no thread has reported', () => {
  expect(new HealthWatch(1, QUIET_COMPUTER).close(0, FRAME)).toBeNull();
});

test.each([true, false])(
  'a stall between the starts and the responses is not a trusted second, with due times: %s',
  (hasDueTimes) => {
    const watch = watchWith();
    idle(watch, 5, 500);
    // Ten requests start on time, and their responses are read 400 ms late.
    const starts = hasDueTimes ? 10 : 0;
    for (let at = 0; at < starts; at += 1) watch.started(500 + at, 500 + at);
    watch.tick(905);
    idle(watch, 910, 1000);
    const health = new HealthWatch(1, QUIET_COMPUTER);
    health.add(0, watch.take(1000, false));
    expect(health.close(0, { ...FRAME, oldestMs: 430 })).toMatchObject({ verdict: 'suspect', cause: 'event_loop' });
    expect(health.summary).toMatchObject({ verdict: 'suspect', suspect: 1 });
  },
);

test('a stall in one thread of four is not diluted by the three others', () => {
  const health = new HealthWatch(4, QUIET_COMPUTER);
  for (let worker = 0; worker < 4; worker += 1) {
    const watch = watchWith();
    idle(watch, 5, 500);
    watch.tick(worker === 2 ? 530 : 505);
    idle(watch, worker === 2 ? 535 : 510, 1000);
    health.add(worker, watch.take(1000, false));
  }
  expect(health.close(0, { ...FRAME, oldestMs: 30 })).toMatchObject({
    verdict: 'suspect',
    cause: 'event_loop',
    latestThread: 3,
  });
});

test('a stall in an incomplete last second counts, and a quiet one says nothing', () => {
  const quiet = watchWith();
  idle(quiet, 5, 300);
  expect(quiet.take(300, true)).toEqual([]);
  const stalled = watchWith();
  idle(stalled, 5, 50);
  stalled.tick(450);
  expect(stalled.take(450, true)).toHaveLength(1);
});
