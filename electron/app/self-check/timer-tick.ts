// How late this system fires a timer of 1 ms: on a coarse tick, requests would start late unless something is done about it.
import type { Finding } from './check-part.ts';

const TIMERS = 40;
/** Windows has a tick of 15.6 ms, unless a program asks for another one. */
const COARSE_FROM_MS = 8;

export async function timerTick(): Promise<Finding> {
  const took: number[] = [];
  for (let count = 0; count < TIMERS; count += 1) {
    const startedAt = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 1));
    took.push(performance.now() - startedAt);
  }
  const sorted = took.toSorted((a, b) => a - b);
  const medianMs = sorted[TIMERS / 2] ?? 0;
  const words =
    medianMs >= COARSE_FROM_MS
      ? 'This system wakes timers on a coarse tick; the end of each wait is spent polling the clock.'
      : 'This system wakes timers in time.';
  return { words, figures: { medianMs: rounded(medianMs), maxMs: rounded(sorted.at(-1) ?? 0) } };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
