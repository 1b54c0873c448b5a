// What a search says about requests that failed: a limit of the server, a share that is not proven, and what would prove it. Pure.
import { formatCount, formatPercent, formatSpan } from '../format.ts';
import { budgetOf, MODES, objectivesOf, type CapacitySettings } from './capacity-settings.ts';
import type { CapacityRow, RateUnit } from './capacity-search.ts';
import { failsNear, strictestFailures } from './failure-curve.ts';
import { rateOfUnit, rateWords } from './rate-words.ts';
import { boundsOf } from './search-bounds.ts';
import type { Trial } from './trial.ts';
import { PROOF, proofS } from './trial-length.ts';

type Searched = Pick<CapacityRow, 'kind' | 'settings' | 'trials' | 'end'>;

/** Where a greater share is refused, the rest is what the server lets through. */
const REFUSED_SHARE = 0.2;
const BURSTS =
  'Poisson arrivals come in bursts, so it refuses some of them below that rate too; with even arrivals it may hold more.';
const CONFIDENCE_ALPHA = 0.05;
/** Slower targets than this are not worth a sentence, in iterations a second. */
const SLOW_FROM = 15;
/** A search has about this share of its time for the trial that confirms what holds. */
const CONFIRMING_SHARE = 0.5;

/** Set if most failures came from a limit of the server, and not from its speed. */
export function throttleLine({ settings, trials }: Searched, unit: RateUnit): string | null {
  const { failed } = boundsOf(settings, trials);
  const status = failed?.figures.mostFailed;
  if (failed === null || (status !== '429' && status !== '503') || failed.figures.failed === 0) return null;
  const words = `Most requests that failed got status ${status}: the server refuses requests above a rate that it allows, so this is its rate limit and not its speed.`;
  const through = throughOf(trials);
  const passed =
    through === null
      ? []
      : [`At ${rateWords(through.request.rate, unit)} it let ${rateOfUnit(through.figures.completed, unit)} through.`];
  const isBelow = through === null || failed.request.rate < through.figures.completed;
  const bursts = isBelow && settings.arrivals === 'poisson' ? [BURSTS] : [];
  return [words, ...passed, ...bursts].join(' ');
}

/** The trial that shows best how much the server lets through. */
function throughOf(trials: readonly Trial[]): Trial | null {
  const refused = trials.filter(
    ({ verdict, figures: { failed, requests, mostFailed } }) =>
      verdict === 'fails' &&
      (mostFailed === '429' || mostFailed === '503') &&
      failed >= REFUSED_SHARE * requests &&
      failed < requests,
  );
  return refused.toSorted((a, b) => b.seconds - a.seconds || a.request.rate - b.request.rate)[0] ?? null;
}

/** What the trial that confirms the lower bound does not prove, because no request of it failed. */
export function unprovenLine({ kind, settings, trials }: Searched): string | null {
  const { confirmedLow } = boundsOf(settings, trials);
  if (kind === 'ladder' || confirmedLow === null) return null;
  const unproven = objectivesOf(settings).flatMap((objective, at) => {
    const count = confirmedLow.evidence[at]?.count ?? 0;
    const isUnproven =
      objective.kind === 'failed' &&
      objective.share > 0 &&
      confirmedLow.evidence[at]?.missed === 0 &&
      (1 - objective.share) ** count > CONFIDENCE_ALPHA;
    return isUnproven ? [{ share: objective.share, count }] : [];
  });
  const [first] = unproven;
  if (first === undefined || first.count === 0) return null;
  const { share, count } = first;
  return `That at most ${formatPercent(share)} fail is not proven: none of ${formatCount(count)} requests failed, which rules out more than ${formatPercent(1 - CONFIDENCE_ALPHA ** (1 / count))}.`;
}

/** Set if the lower bound is not confirmed because that takes more requests than there was time for. */
export function proofLine({ kind, settings, trials, end }: Searched, unit: RateUnit): string | null {
  const { low, confirmedLow } = boundsOf(settings, trials);
  const share = strictestFailures(settings);
  if (kind === 'ladder' || share === null || low === null || confirmedLow !== null) return null;
  if ((end !== 'time' && end !== 'unconfirmed') || !failsNear(settings, trials, low.request.rate)) return null;
  const fewest = formatSpan(Math.ceil(proofS(settings, low.request.rate, 'fewest')) * 1000);
  return `To prove that at most ${formatPercent(share)} fail takes ${formatCount(Math.ceil(PROOF.fewest / share))} requests if none fails, ${fewest} at ${rateWords(low.request.rate, unit)}, and up to ${formatCount(Math.ceil(PROOF.three / share))} if a few do. Allow the search more time, or a larger share of failures.`;
}

type Estimated = Pick<CapacitySettings, 'objectives' | 'maxFailed' | 'precision' | 'budgetMs'>;

/** Before a search begins: what its time is too short for if requests fail near the limit; empty where that is no worry. */
export function proofEstimate(settings: Estimated, unit: RateUnit): readonly string[] {
  const share = strictestFailures(settings);
  if (share === null) return [];
  const { confirmS } = MODES[settings.precision];
  const confirmingS = Math.max(confirmS / 2, (CONFIRMING_SHARE * budgetOf(settings)) / 1000);
  const lowest = PROOF.fewest / share / confirmingS;
  if (lowest < SLOW_FROM) return [];
  const many = `${formatCount(Math.ceil(PROOF.fewest / share))} to ${formatCount(Math.ceil(PROOF.three / share))} requests`;
  return [
    `If requests fail near the limit, it takes ${many} to confirm that at most ${formatPercent(share)} do: at a target that holds less than about ${rateOfUnit(Number(lowest.toPrecision(2)), unit)} that does not fit into ${formatSpan(budgetOf(settings))}.`,
  ];
}
