// The four parts of a search and the progress of each, for a progress bar. Pure.
import { MODES, type CapacitySettings } from './capacity-settings.ts';
import type { TrialNow } from './capacity-search.ts';
import { boundsOf } from './search-bounds.ts';
import { BETWEEN_S, SETTLE_S } from './trial-length.ts';
import type { Purpose, Trial } from './trial.ts';

export interface SearchPart {
  readonly name: string;
  /** The trial purpose that identifies the part. */
  readonly purpose: Purpose;
  /** How long it usually takes, in seconds. */
  readonly usualS: number;
  /** From 0 to 1. */
  readonly done: number;
}

/** The usual number of doublings from the first rate to the first failure. */
const USUAL_DOUBLINGS = 6;
const ROUGH_S = 5;

/** Trials in the order in which they ended; `now` is the trial that is going on. */
export function searchParts(
  settings: Pick<CapacitySettings, 'precision'>,
  trials: readonly Trial[],
  now: Pick<TrialNow, 'request' | 'seconds'> | null,
): readonly SearchPart[] {
  const { confirmS, usualMs } = MODES[settings.precision];
  const doubling = USUAL_DOUBLINGS * (ROUGH_S + SETTLE_S + BETWEEN_S);
  const closing = Math.max(doubling, usualMs / 1000 - doubling - 2 * confirmS);
  const current = partOf(now?.request.purpose ?? trials.at(-1)?.request.purpose ?? 'double');
  const parts = [
    { name: 'Double', purpose: 'double', usualS: doubling, within: count(trials, 'double') / (USUAL_DOUBLINGS + 1) },
    { name: 'Close in', purpose: 'close in', usualS: closing, within: closeness(settings, trials) },
    { name: 'Confirm what holds', purpose: 'confirm holds', usualS: confirmS, within: shareOfTrial(now) },
    { name: 'Confirm what fails', purpose: 'confirm fails', usualS: confirmS, within: shareOfTrial(now) },
  ] as const;
  return parts.map(({ within, ...part }, at) => ({ ...part, done: at < current ? 1 : at === current ? Math.min(1, within) : 0 }));
}

/** Early rates are sent again at the end of the last part. */
function partOf(purpose: Purpose): number {
  return { double: 0, 'close in': 1, 'confirm holds': 2, 'confirm fails': 3, repeat: 3, rung: 0 }[purpose];
}

function count(trials: readonly Trial[], purpose: Purpose): number {
  return trials.filter(({ request }) => request.purpose === purpose).length;
}

/** The share of the halvings that are done, from a gap of one doubling down to the width. */
function closeness(settings: Pick<CapacitySettings, 'precision'>, trials: readonly Trial[]): number {
  const { low, high } = boundsOf(settings, trials);
  if (low === null || high === null || high <= low.request.rate) return 1;
  const { width } = MODES[settings.precision];
  const left = Math.log(high / low.request.rate);
  return Math.max(0, Math.min(1, Math.log(Math.LN2 / left) / Math.log(Math.LN2 / -Math.log(1 - width))));
}

function shareOfTrial(now: Pick<TrialNow, 'request' | 'seconds'> | null): number {
  if (now === null) return 0;
  return now.request.purpose === 'repeat' ? 1 : now.seconds / now.request.longestS;
}
