// The search for the highest rate that a target holds: from the trials so far to the next trial, or to the end. It doubles the
// rate until one fails, halves the gap on a logarithmic scale, confirms both bounds by new, long trials, and finally repeats an
// early trial to see whether the target is still the same. Pure: it knows no clock and sends nothing.
import { isLongProof, needsProof, provableRate, reservedS, upperRate } from './confirming-rates.ts';
import { budgetOf, CEILING_SHARE, MODES, type CapacitySettings } from './capacity-settings.ts';
import { boundsOf, type SearchBounds } from './search-bounds.ts';
import { sendableRate } from './sendable.ts';
import { referencesOf } from './target-change.ts';
import type { Trial, TrialRequest } from './trial.ts';
import { lengthOf, lengthS, shortened } from './trial-length.ts';
import { MOST_UNTRUSTED, untrustedAtEnd } from './untrusted-trials.ts';

/** If even this rate fails, no lower one is tried. In iterations per second. */
export const LOWEST_RATE = 1;
/** The first rate as a share of what one user sending request after request would reach: low enough to overwhelm no target. */
const FIRST_SHARE = 0.1;
const MOST_CONFIRMATIONS = 10;
/** Closer than this, short trials meet too few failures to say more. */
const NEAR_FAILURES = { quick: 0.35, thorough: 0.2 } as const;
/** If the lowest failed rate is this close to the first undecided one, it is close enough. In widths. */
const NEAR_STEPS = 3;

export type SearchEnd =
  /** Both bounds are confirmed. */
  | 'found'
  /** The lower bound is confirmed, and the load generator or the chosen limit allows no more; or no rate that it allows failed. */
  | 'limited'
  /** It fails even at the lowest rate. */
  | 'never'
  /** A bound could not be confirmed in any attempt. */
  | 'unconfirmed'
  | 'time'
  | 'stopped'
  /** The load generator was too busy for a verdict. */
  | 'generator'
  | 'failed';

export type NextStep =
  | { readonly kind: 'trial'; readonly request: TrialRequest }
  | {
      readonly kind: 'end';
      readonly end: Extract<SearchEnd, 'found' | 'limited' | 'never' | 'unconfirmed' | 'time' | 'generator'>;
    };

export interface SearchWorld {
  /** The highest number of iterations per second, by the load generator's ceiling and the settings; null for no limit. */
  readonly maxRate: number | null;
  /** Since the search began, without the time in which it was stopped. */
  readonly elapsedMs: number;
  /** How many trials were known when the search was continued; 0 if it never was. */
  readonly since?: number;
}

export function nextStep(settings: CapacitySettings, trials: readonly Trial[], world: SearchWorld): NextStep {
  const bounds = boundsOf(settings, trials);
  const leftS = (budgetOf(settings) - world.elapsedMs) / 1000;
  const { since = 0 } = world;
  const last = trials.at(-1);
  const most = mostOf(settings, trials.slice(since), world.maxRate);
  // The same trial again after a pause: whatever kept this computer busy may be over.
  const again = untrustedAtEnd(trials.slice(since));
  if (last?.verdict === 'untrusted' && again < MOST_UNTRUSTED && last.request.rate <= most) {
    const repeated = timed(last.request, trials, leftS);
    if (repeated.kind === 'trial' || last.request.purpose !== 'repeat') return repeated;
  }
  // At a rate that this computer has sent before, or that is far below its ceiling, the rate cannot be the reason.
  const isBusy = again >= MOST_UNTRUSTED && last !== undefined && last.request.rate <= most && last.request.purpose !== 'repeat';
  if (isBusy) return { kind: 'end', end: 'generator' };
  const wanted = chosen(settings, trials, bounds, { most, since });
  if (wanted.kind === 'end') return wanted;
  const { request } = wanted;
  const isSearching = request.purpose === 'double' || request.purpose === 'close in';
  if (!isSearching) return lastTrials(settings, request, trials, { leftS, most, since });
  if (lengthS(request) + reservedS(settings, trials, bounds) <= leftS) return wanted;
  const confirming = confirmation(settings, trials, bounds, { most, since });
  return confirming.kind === 'trial' ? lastTrials(settings, confirming.request, trials, { leftS, most, since }) : confirming;
}

/** The most that it may ask for: by the settings, by the calibration, and by what this computer really sent. */
function mostOf(settings: CapacitySettings, trials: readonly Trial[], maxRate: number | null): number {
  const sendable = sendableRate(trials, maxRate);
  const limits = [maxRate, settings.maxRate ?? null, sendable === null ? null : CEILING_SHARE * sendable];
  return Math.min(...limits.map(roundedDown));
}

/** Even if there is not enough time for this, there may be enough for a shorter trial that is still worth something. */
function lastTrials(
  settings: CapacitySettings,
  request: TrialRequest,
  trials: readonly Trial[],
  { leftS, ...limits }: Limits & { readonly leftS: number },
): NextStep {
  const bounds = boundsOf(settings, trials);
  const fitting = (step: NextStep | null): NextStep | null => {
    if (step?.kind !== 'trial') return null;
    const fits = timed(shortened(settings, step.request, leftS), trials, leftS);
    return fits.kind === 'trial' ? fits : null;
  };
  return (
    fitting({ kind: 'trial', request }) ??
    (request.purpose === 'confirm holds' ? fitting(upperConfirmation(settings, trials, bounds, limits)) : null) ??
    fitting(repetition(settings, trials, limits)) ??
    (request.purpose === 'repeat' ? endOf(settings, trials, bounds, limits) : { kind: 'end', end: 'time' })
  );
}

interface Limits {
  /** Iterations per second. */
  readonly most: number;
  readonly since: number;
}

function chosen(settings: CapacitySettings, trials: readonly Trial[], bounds: SearchBounds, limits: Limits): NextStep {
  const { low, high, failed } = bounds;
  const { most, since } = limits;
  const isConfirming = trials
    .slice(since)
    .some(({ request }) => request.purpose.startsWith('confirm') || request.purpose === 'repeat');
  if (isConfirming) return confirmation(settings, trials, bounds, limits);
  // Where nothing failed, only a confirmation for want of time can have been undecided, and the search has gone on since.
  if (high === null || (failed === null && low !== null)) {
    const isFirst = trials.filter(({ request }) => request.purpose === 'double').length === 1;
    const rate = low === null ? settings.startRate : Math.max(2 * low.request.rate, isFirst ? firstGuess(low) : 0);
    // The allowed maximum did not fail, so it is confirmed as it is.
    if (low !== null && low.request.rate >= most) return confirmation(settings, trials, bounds, limits);
    return trialAt(settings, 'double', Math.min(rate, most), trials);
  }
  if (isClose(settings, trials, bounds))
    return above(settings, trials, bounds, most) ?? confirmation(settings, trials, bounds, limits);
  if (low === null) {
    const rate = Math.max(LOWEST_RATE, high / 4);
    if (high <= LOWEST_RATE)
      return failed === null ? { kind: 'end', end: 'generator' } : confirmation(settings, trials, bounds, limits);
    return trialAt(settings, 'double', Math.min(rate, most), trials);
  }
  const between = Math.sqrt(low.request.rate * high);
  // It may go on at a computer that can send less than it could before.
  return between > most ? confirmation(settings, trials, bounds, limits) : trialAt(settings, 'close in', between, trials);
}

/**
 * A failure shows quickly: a short trial far above the undecided rate brings the upper bound closer, or shows that it is not
 * there.
 */
function above(settings: CapacitySettings, trials: readonly Trial[], bounds: SearchBounds, most: number): NextStep | null {
  const { high, failed, isUndecidedAbove } = bounds;
  const { width } = MODES[settings.precision];
  // A quick search has no time for this.
  if (settings.precision === 'quick' || high === null || failed === null || isUndecidedAbove) return null;
  if (failed.request.rate <= high * (1 + NEAR_STEPS * width)) return null;
  const step = trialAt(settings, 'close in', Math.sqrt(high * failed.request.rate), trials);
  if (step.kind === 'end' || step.request.rate > most) return null;
  const looks = step.request.looks.slice(0, 2);
  return { kind: 'trial', request: { ...step.request, looks, longestS: looks.at(-1) ?? step.request.longestS } };
}

/**
 * As close as requested, or no closer result in sight: two neighbours were undecided, and the rate above them fails or is far
 * away.
 */
function isClose(settings: CapacitySettings, trials: readonly Trial[], bounds: SearchBounds): boolean {
  const { low, high, undecided } = bounds;
  const width = Math.max(
    MODES[settings.precision].width,
    isLongProof(settings, trials, bounds) ? NEAR_FAILURES[settings.precision] : 0,
  );
  if (low === null || high === null) return false;
  return (high - low.request.rate) / high <= width || (undecided >= 2 && (high - low.request.rate) / high <= 2 * width);
}

function confirmation(
  settings: CapacitySettings,
  trials: readonly Trial[],
  bounds: SearchBounds,
  { most, since }: Limits,
): NextStep {
  const { low, confirmedLow, confirmedHigh, nextLow } = bounds;
  const tried = triedFor('confirm holds', trials, since);
  // A proof takes long and a failure shows early, so the upper bound comes first; it also says more about where few fail.
  const upper = needsProof(settings, trials, bounds) ? upperConfirmation(settings, trials, bounds, { most, since }) : null;
  if (upper?.kind === 'trial') return upper;
  if (low !== null && (confirmedLow === null || isNews(low.request.rate - confirmedLow.request.rate, tried))) {
    const rate = Math.min(provableRate(settings, trials, nextLow ?? low.request.rate), most);
    if (rate < LOWEST_RATE) return confirmedHigh === null ? { kind: 'end', end: 'unconfirmed' } : { kind: 'end', end: 'never' };
    if (tried >= MOST_CONFIRMATIONS) return { kind: 'end', end: 'unconfirmed' };
    return trialAt(settings, 'confirm holds', rate, trials);
  }
  return (
    upperConfirmation(settings, trials, bounds, { most, since }) ??
    repetition(settings, trials, { most, since }) ??
    endOf(settings, trials, bounds, { most, since })
  );
}

/** Null if the upper bound is confirmed, or cannot be. */
function upperConfirmation(
  settings: CapacitySettings,
  trials: readonly Trial[],
  bounds: SearchBounds,
  { most, since }: Limits,
): NextStep | null {
  const { confirmedLow, confirmedHigh } = bounds;
  const first = upperRate(settings, trials, bounds);
  const tried = triedFor('confirm fails', trials, since);
  if (first === null || (confirmedHigh !== null && !isNews(confirmedHigh.request.rate - rounded(first), tried))) return null;
  if (tried < MOST_CONFIRMATIONS && first <= most) return trialAt(settings, 'confirm fails', first, trials);
  return confirmedLow === null ? { kind: 'end', end: 'unconfirmed' } : null;
}

function triedFor(purpose: TrialRequest['purpose'], trials: readonly Trial[], since: number): number {
  return trials.slice(since).filter(({ request }) => request.purpose === purpose).length;
}

/** When nothing is left to try. */
function endOf(
  settings: CapacitySettings,
  trials: readonly Trial[],
  bounds: SearchBounds,
  { most }: Limits,
): NextStep & { readonly kind: 'end' } {
  const { confirmedLow, confirmedHigh, failed } = bounds;
  if (confirmedLow === null) return { kind: 'end', end: confirmedHigh === null ? 'generator' : 'never' };
  if (confirmedHigh !== null) return { kind: 'end', end: 'found' };
  // Where nothing failed, a confirmation that stayed undecided says nothing against the rate: the target was not the limit.
  const isAtMost =
    failed === null ? trials.some(({ request }) => request.rate >= most) : (upperRate(settings, trials, bounds) ?? 0) > most;
  if (isAtMost) return { kind: 'end', end: 'limited' };
  return { kind: 'end', end: failed === null ? 'time' : 'unconfirmed' };
}

/** A continued search may have come closer than the bound that was tried before: then it is tried once. */
function isNews(closer: number, tried: number): boolean {
  return closer > 0 && tried === 0;
}

/** Repeats each of the early rates. */
function repetition(settings: CapacitySettings, trials: readonly Trial[], { most, since }: Limits): NextStep | null {
  const repeated = trials
    .slice(since)
    .filter(({ request }) => request.purpose === 'repeat')
    .map(({ request }) => request.rate);
  const next = referencesOf(trials)
    .slice(0, MODES[settings.precision].repeats)
    .find(({ request }) => request.rate <= most && !repeated.includes(request.rate));
  return next === undefined ? null : trialAt(settings, 'repeat', next.request.rate, trials);
}

function firstGuess({ serviceMs }: Trial): number {
  return serviceMs > 0 ? (FIRST_SHARE * 1000) / serviceMs : 0;
}

function trialAt(settings: CapacitySettings, purpose: TrialRequest['purpose'], rate: number, trials: readonly Trial[]): NextStep {
  const number = trials.length + 1;
  return { kind: 'trial', request: { number, purpose, rate: rounded(rate), ...lengthOf(settings, purpose, rate, trials) } };
}

function timed(request: TrialRequest, trials: readonly Trial[], leftS: number): NextStep {
  if (lengthS(request) > leftS) return { kind: 'end', end: 'time' };
  return { kind: 'trial', request: { ...request, number: trials.length + 1 } };
}

function roundedDown(rate: number | null): number {
  if (rate === null) return Infinity;
  const near = rounded(rate);
  return near <= rate ? near : rounded(near - 10 ** (Math.floor(Math.log10(rate)) - 2));
}

/** Three digits, because nobody wants a rate of 859.63 requests per second. */
function rounded(rate: number): number {
  return Number(rate.toPrecision(3));
}
