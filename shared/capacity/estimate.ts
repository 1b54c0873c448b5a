// How long a search takes and what is left of it, for people. Pure.
import { budgetOf, MODES, type CapacitySettings } from './capacity-settings.ts';
import { boundsOf } from './search-bounds.ts';
import type { Trial } from './trial.ts';
import { BETWEEN_S, SETTLE_S } from './trial-length.ts';

/** A guess, in ms. `trialMs`: how long the trial that goes on has lasted. */
export function leftMs(settings: CapacitySettings, trials: readonly Trial[], elapsedMs: number): number {
  const { width, looks, confirmS } = MODES[settings.precision];
  const bounds = boundsOf(settings, trials);
  const extraS = SETTLE_S + BETWEEN_S;
  const closing = ((looks.at(-1) ?? 0) * 2) / 3 + extraS;
  const halvings =
    bounds.low === null || bounds.high === null
      ? 4
      : Math.max(0, Math.log2(Math.log(bounds.high / bounds.low.request.rate) / -Math.log(1 - width)));
  const doubling = bounds.high === null ? 4 * (5 + extraS) : 0;
  const isConfirming = trials.some(({ request }) => request.purpose.startsWith('confirm'));
  const searching = isConfirming ? 0 : doubling + Math.ceil(halvings) * closing;
  const holds = bounds.confirmedLow === null ? confirmS + extraS : 0;
  const fails = bounds.confirmedHigh === null ? confirmS / 2 + extraS : 0;
  const repeats = 3 * (8 + extraS);
  const guess = (searching + holds + fails + repeats) * 1000;
  return Math.max(0, Math.min(guess, budgetOf(settings) - elapsedMs));
}
