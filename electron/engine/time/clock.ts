// One time axis for all threads: ms since the run's start, read from the monotonic clock they share.

export interface Clock {
  /** ms since the run's start; negative before it. */
  now(): number;
}

/** `startAt` as process.hrtime.bigint() gives it, in any thread of this process. */
export function clockFrom(startAt: bigint): Clock {
  // Each thread's performance.now() has its own origin, but costs no BigInt per reading.
  const offset = performance.now() - Number(process.hrtime.bigint() - startAt) / 1e6;
  return { now: () => performance.now() - offset };
}

/** CPU time of this thread so far. */
export function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
