// Trials in which this computer was too busy: how often they are sent again, and after which pause. Pure.
import type { Trial } from './trial.ts';

/** Before the trial is sent again: what made this computer busy may be over by then. */
const PAUSES_MS = [5000, 15_000, 45_000] as const;

/** After this number in a row it is not sent again. */
export const MOST_UNTRUSTED = PAUSES_MS.length + 1;

/** How many of the last trials, one after another and of the same rate, do not count. */
export function untrustedAtEnd(trials: readonly Trial[]): number {
  const last = trials.at(-1)?.request;
  const at = trials.findLastIndex(
    ({ verdict, request }) => verdict !== 'untrusted' || request.rate !== last?.rate || request.purpose !== last.purpose,
  );
  return trials.length - 1 - at;
}

/** After this many that do not count; 0 where it is not sent again. */
export function pauseAfterUntrusted(count: number): number {
  return PAUSES_MS[count - 1] ?? 0;
}
