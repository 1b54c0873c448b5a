// Trials during which the load generator was too busy: how often they are repeated, and after which pause. Pure.
import type { Trial } from './trial.ts';

/** The pauses before the trial is sent again, in ms: whatever kept this computer busy may be over by then. */
const PAUSES_MS = [5000, 15_000, 45_000] as const;

/** After this many in a row the trial is not sent again. */
export const MOST_UNTRUSTED = PAUSES_MS.length + 1;

/** How many trials in a row at the end, all of the same rate, do not count. */
export function untrustedAtEnd(trials: readonly Trial[]): number {
  const last = trials.at(-1)?.request;
  const at = trials.findLastIndex(
    ({ verdict, request }) => verdict !== 'untrusted' || request.rate !== last?.rate || request.purpose !== last.purpose,
  );
  return trials.length - 1 - at;
}

/** The pause after this many trials that do not count; 0 if the trial is not sent again. */
export function pauseAfterUntrusted(count: number): number {
  return PAUSES_MS[count - 1] ?? 0;
}
