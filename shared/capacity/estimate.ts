// Estimates how long a search takes and how much of it is left. Pure.
import { budgetOf, MODES, type CapacitySettings } from './capacity-settings.ts';
import type { RateUnit } from './capacity-search.ts';
import { failsNear } from './failure-curve.ts';
import { proofEstimate } from './failure-words.ts';
import { rateOfUnit } from './rate-words.ts';
import { boundsOf } from './search-bounds.ts';
import type { Trial } from './trial.ts';
import { BETWEEN_S, lengthOf, LONGEST_CONFIRMATION_S, neededRequests, proofS, SETTLE_S } from './trial-length.ts';
import { formatSpan } from '../format.ts';

/** The factor by which requests near the limit are worth less than independent ones, on a target that is not bursty; as simulated. */
const USUAL_INFLATION = 5;
/** Slower targets than this are not worth a sentence, in iterations a second. */
const SLOW_FROM = 15;

type Estimated = Pick<CapacitySettings, 'objectives' | 'maxFailed' | 'precision' | 'budgetMs'>;

/** Before a search begins: how long it takes, and of which targets longer. Whole sentences. */
export function estimateWords(settings: Estimated, unit: RateUnit): readonly string[] {
  const { usualMs, confirmS } = MODES[settings.precision];
  const budgetMs = budgetOf(settings);
  const usual = `The search takes about ${formatSpan(usualMs)}`;
  const words =
    budgetMs < usualMs
      ? `${usual}, longer than the ${formatSpan(budgetMs)} that it may take: a bound may then be missing, or not be confirmed.`
      : `${usual}, and ${formatSpan(budgetMs)} at most.`;
  const needed = USUAL_INFLATION * neededRequests(settings);
  const slowerBelow = needed / confirmS;
  if (slowerBelow < SLOW_FROM) return [words, ...proofEstimate(settings, unit)];
  const rateWords = (rate: number): string => rateOfUnit(Number(rate.toPrecision(2)), unit);
  return [
    words,
    `Such a strict objective takes many requests to confirm: a target that holds less than about ${rateWords(slowerBelow)} takes longer, and one that holds less than about ${rateWords(needed / LONGEST_CONFIRMATION_S)} cannot be confirmed.`,
    ...proofEstimate(settings, unit),
  ];
}

/** A guess, in ms. */
export function leftMs(settings: CapacitySettings, trials: readonly Trial[], elapsedMs: number): number {
  const { width } = MODES[settings.precision];
  const bounds = boundsOf(settings, trials);
  const extraS = SETTLE_S + BETWEEN_S;
  const lasts = lengthsNear(settings, trials, bounds.high === null ? null : (bounds.low?.request.rate ?? bounds.high));
  const halvings =
    bounds.low === null || bounds.high === null
      ? 4
      : Math.max(0, Math.log2(Math.log(bounds.high / bounds.low.request.rate) / -Math.log(1 - width)));
  const doubling = bounds.high === null ? 4 * (5 + extraS) : 0;
  const isConfirming = trials.some(({ request }) => request.purpose.startsWith('confirm'));
  const searching = isConfirming ? 0 : doubling + Math.ceil(halvings) * ((lasts.closingS * 2) / 3 + extraS);
  const holds = bounds.confirmedLow === null ? lasts.holdsS + extraS : 0;
  const fails = bounds.confirmedHigh === null ? lasts.failsS / 2 + extraS : 0;
  const { repeats, repeatS } = MODES[settings.precision];
  const guess = (searching + holds + fails + repeats * (repeatS + extraS)) * 1000;
  return Math.max(0, Math.min(guess, budgetOf(settings) - elapsedMs));
}

/** How long trials near the limit are; the usual ones while it is not known where that is. */
function lengthsNear(settings: CapacitySettings, trials: readonly Trial[], rate: number | null) {
  const { looks, confirmS } = MODES[settings.precision];
  if (rate === null) return { closingS: looks.at(-1) ?? 0, holdsS: confirmS, failsS: confirmS };
  const longestOf = (purpose: 'close in' | 'confirm holds' | 'confirm fails'): number =>
    lengthOf(settings, purpose, rate, trials).longestS;
  // Until a trial shows how clustered slow requests are, the usual clustering is assumed.
  const usualS = Math.min(LONGEST_CONFIRMATION_S, (USUAL_INFLATION * neededRequests(settings)) / rate);
  // A proof that few enough fail ends as soon as it can.
  const holdsS = failsNear(settings, trials, rate)
    ? Math.max(confirmS, proofS(settings, rate, 'none'))
    : Math.max(longestOf('confirm holds'), usualS);
  return {
    closingS: longestOf('close in'),
    holdsS,
    failsS: longestOf('confirm fails'),
  };
}
