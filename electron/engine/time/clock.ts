// One time axis for all threads: ms since the run's start, read from the monotonic clock they share.
import { NodeTimers, type Timers } from './timers.ts';

export interface Clock {
  /** ms since the run's start; negative before it. */
  now(): number;
}

/** Where time comes from: the computer, or a test. */
export interface TimeSource {
  /** Nanoseconds, the same in every thread of this process. */
  nanoseconds(): bigint;
  clockFrom(startAt: bigint): Clock;
  timers(): Timers;
}

export const COMPUTER_TIME: TimeSource = {
  nanoseconds: () => process.hrtime.bigint(),
  clockFrom,
  timers: () => new NodeTimers(),
};

/** Readings of both clocks of which the closest pair counts: between the two, the thread may lose the processor. */
const PAIRS = 8;

/** `startAt` as process.hrtime.bigint() gives it, in any thread of this process. */
export function clockFrom(startAt: bigint): Clock {
  // Each thread's performance.now() has its own origin, but costs no BigInt per reading.
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

/** CPU time of this thread so far. */
export function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
