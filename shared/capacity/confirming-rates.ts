// At which rates the bounds of a search are confirmed, and how much time is kept free for that. Pure.
import { MODES, type CapacitySettings } from './capacity-settings.ts';
import { failsNear, rateWithFailures } from './failure-curve.ts';
import type { SearchBounds } from './search-bounds.ts';
import { BETWEEN_S, proofS, SETTLE_S } from './trial-length.ts';
import type { Trial } from './trial.ts';

/** The distance from an undecided rate to one that is expected to fail, in widths. */
const HIGH_STEPS = 6;
/** A rate is worth a proof if this share of what may fail is expected to fail there. */
const PROVABLE_SHARE = 0.2;
/** By how many standard deviations fewer than are allowed should fail; failures come in small clusters. */
const PROOF_SPREAD = 3.7;
/** If this multiple of what may fail is expected, a minute shows that too many fail. */
const EVIDENT_SHARE = 5;

/** The time that the confirmations need, in seconds: of both bounds, and longer where a share of failures must be proven. */
export function reservedS(settings: CapacitySettings, trials: readonly Trial[], { low }: SearchBounds): number {
  if (low === null) return 0;
  const { confirmS } = MODES[settings.precision];
  const between = 2 * (SETTLE_S + BETWEEN_S);
  const { rate } = low.request;
  if (!failsNear(settings, trials, rate)) return 2 * confirmS + between;
  // A rate at which too many fail shows that early.
  return Math.max(confirmS, proofS(settings, provableRate(settings, trials, rate), 'none')) + confirmS / 2 + between;
}

/** The rate itself, or a lower one where requests fail near it: there, so few should fail that it can be proven. */
export function provableRate(settings: CapacitySettings, trials: readonly Trial[], rate: number): number {
  if (!failsNear(settings, trials, rate)) return rate;
  // The more failures may be met in the time of a proof, the closer to what is allowed their share may be.
  const allowed = MODES[settings.precision].longestConfirmS / proofS(settings, rate, 'one');
  const share = Math.max(PROVABLE_SHARE, 1 - PROOF_SPREAD / Math.sqrt(allowed));
  return Math.min(rate, rateWithFailures(settings, trials, share) ?? rate);
}

/** The lowest failed rate, or one closer to the undecided rate if that is far below. */
function firstHigh({ failed, high }: SearchBounds, width: number): number {
  const rate = failed?.request.rate ?? Infinity;
  return high === null ? rate : Math.min(rate, high * (1 + HIGH_STEPS * width));
}

/** Where to confirm that it fails; null if nothing failed. */
export function upperRate(settings: CapacitySettings, trials: readonly Trial[], bounds: SearchBounds): number | null {
  const { failed, high, nextHigh } = bounds;
  if (failed === null) return null;
  const first = firstHigh(bounds, MODES[settings.precision].width);
  const evident = needsProof(settings, trials, bounds) ? rateWithFailures(settings, trials, EVIDENT_SHARE) : null;
  if (evident === null) return nextHigh ?? first;
  return Math.max(nextHigh ?? 0, Math.min(failed.request.rate, Math.max(high ?? 0, evident)));
}

/** Of failures so few that a trial of the usual length does not prove them. */
export function isLongProof(settings: CapacitySettings, trials: readonly Trial[], bounds: SearchBounds): boolean {
  const { low } = bounds;
  if (low === null || !needsProof(settings, trials, bounds)) return false;
  return proofS(settings, low.request.rate, 'three') > MODES[settings.precision].confirmS;
}

export function needsProof(settings: CapacitySettings, trials: readonly Trial[], { low }: SearchBounds): boolean {
  return low !== null && failsNear(settings, trials, low.request.rate);
}
