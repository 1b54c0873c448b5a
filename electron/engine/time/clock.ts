// One time axis for all threads: ms since the run's start, read from the monotonic clock that they share.
import { NodeTimers, type Timers } from './timers.ts';

export interface Clock {
  /** ms since the run's start; negative before it. */
  now(): number;
}

/** The source of time: the computer, or a test. */
export interface TimeSource {
  /** Nanoseconds, with the same origin in every thread of this process. */
  nanoseconds(): bigint;
  clockFrom(startAt: bigint): Clock;
  timers(): Timers;
}

export const COMPUTER_TIME: TimeSource = {
  nanoseconds: () => process.hrtime.bigint(),
  clockFrom,
  timers: () => new NodeTimers(),
};

/** Held here, because the global is behind a getter, which costs as much as the reading. */
const { performance } = globalThis;

/**
 * How many times both clocks are read. The closest pair counts, because the thread may lose the processor between two readings.
 */
const PAIRS = 8;

/** `startAt` is a value of process.hrtime.bigint() from any thread of this process. */
export function clockFrom(startAt: bigint): Clock {
  // performance.now() has a different origin in each thread, but unlike hrtime it creates no BigInt per reading.
  let offset = 0;
  let closest = Infinity;
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const before = performance.now();
    const elapsed = Number(process.hrtime.bigint() - startAt) / 1e6;
    const after = performance.now();
    if (after - before >= closest) continue;
    closest = after - before;
    offset = (before + after) / 2 - elapsed;
  }
  return { now: () => performance.now() - offset };
}

/** The CPU time of this thread so far, in ms. */
export function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
