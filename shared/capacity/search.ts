// The search for the highest rate that a target holds: from the trials so far to the next trial, or to the end. It doubles the
// rate until one fails, halves the gap on a logarithmic scale, confirms both bounds by new, long trials, and finally repeats an
// early trial to see whether the target is still the same. Pure: it knows no clock and sends nothing.
import { budgetOf, MODES, type CapacitySettings } from './capacity-settings.ts';
import { boundsOf, type SearchBounds } from './search-bounds.ts';
import { referencesOf } from './target-change.ts';
import type { Trial, TrialRequest } from './trial.ts';
import { BETWEEN_S, lengthOf, lengthS, SETTLE_S, shortened } from './trial-length.ts';
import { MOST_UNTRUSTED, untrustedAtEnd } from './untrusted-trials.ts';

/** If even this rate fails, no lower one is tried. In iterations per second. */
export const LOWEST_RATE = 1;
/** The first rate as a share of what one user sending request after request would reach: low enough to overwhelm no target. */
const FIRST_SHARE = 0.1;
const MOST_CONFIRMATIONS = 10;
/** The distance from an undecided rate to one that is expected to fail, in widths. */
const HIGH_STEPS = 6;
/** Below this share of the allowed maximum, the load generator is certainly fast enough. */
const FAR_BELOW = 0.5;
/** If the lowest failed rate is this close to the first undecided one, it is close enough. In widths. */
const NEAR_STEPS = 3;

export type SearchEnd =
  /** Both bounds are confirmed. */
  | 'found'
  /** The lower bound is confirmed, and the load generator or the chosen limit allows no more. */
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
  const most = Math.min(roundedDown(world.maxRate), roundedDown(settings.maxRate ?? null));
  // The same trial again after a pause: whatever kept this computer busy may be over.
  const again = untrustedAtEnd(trials.slice(since));
  if (last?.verdict === 'untrusted' && again < MOST_UNTRUSTED && last.request.rate <= most)
    return timed(last.request, trials, leftS);
  if (last !== undefined && again >= MOST_UNTRUSTED && isBusy(bounds, last.request, world))
    return { kind: 'end', end: 'generator' };
  const wanted = chosen(settings, trials, bounds, { most, since });
  if (wanted.kind === 'end') return wanted;
  const { request } = wanted;
  const isSearching = request.purpose === 'double' || request.purpose === 'close in';
  if (!isSearching) return lastTrials(settings, request, trials, { leftS, most, since });
  const { confirmS } = MODES[settings.precision];
  const reserveS = bounds.low === null ? 0 : 2 * (confirmS + SETTLE_S + BETWEEN_S);
  if (lengthS(request) + reserveS <= leftS) return wanted;
  const confirming = confirmation(settings, trials, bounds, { most, since });
  return confirming.kind === 'trial' ? lastTrials(settings, confirming.request, trials, { leftS, most, since }) : confirming;
}

/** At a rate that this computer has sent before, or that is far below its ceiling, the rate cannot be the reason. */
function isBusy(bounds: SearchBounds, { rate, purpose }: TrialRequest, { maxRate }: SearchWorld): boolean {
  return purpose !== 'repeat' && (bounds.isBusy || rate < FAR_BELOW * (maxRate ?? 0));
}

/** Even if there is not enough time for this, there may be enough to check whether the target is the same. */
function lastTrials(
  settings: CapacitySettings,
  request: TrialRequest,
  trials: readonly Trial[],
  { leftS, ...limits }: Limits & { readonly leftS: number },
): NextStep {
  const step = timed(shortened(settings, request, leftS), trials, leftS);
  const repeated = step.kind === 'end' ? repetition(settings, trials, limits) : null;
  return repeated?.kind === 'trial' ? timed(repeated.request, trials, leftS) : step;
}

/** The lowest failed rate, or one closer to the undecided rate if that is far below. */
function firstHigh({ failed, high }: SearchBounds, width: number): number {
  const rate = failed?.request.rate ?? Infinity;
  return high === null ? rate : Math.min(rate, high * (1 + HIGH_STEPS * width));
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
  if (isClose(settings, bounds)) return above(settings, trials, bounds, most) ?? confirmation(settings, trials, bounds, limits);
  if (high === null) {
    const rate = low === null ? settings.startRate : Math.max(2 * low.request.rate, trials.length === 1 ? firstGuess(low) : 0);
    // The allowed maximum did not fail, so it is confirmed as it is.
    if (low !== null && low.request.rate >= most) return confirmation(settings, trials, bounds, limits);
    return trialAt(settings, 'double', Math.min(rate, most), trials);
  }
  if (low === null) {
    if (bounds.untrusted !== null) return { kind: 'end', end: 'generator' };
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
function isClose(settings: CapacitySettings, { low, high, undecided }: SearchBounds): boolean {
  const { width } = MODES[settings.precision];
  if (low === null || high === null) return false;
  return (high - low.request.rate) / high <= width || (undecided >= 2 && (high - low.request.rate) / high <= 2 * width);
}

function confirmation(
  settings: CapacitySettings,
  trials: readonly Trial[],
  bounds: SearchBounds,
  { most, since }: Limits,
): NextStep {
  const { low, failed, confirmedLow, confirmedHigh, nextLow, nextHigh, untrusted } = bounds;
  const tried = (purpose: TrialRequest['purpose']): number =>
    trials.slice(since).filter(({ request }) => request.purpose === purpose).length;
  if (low !== null && (confirmedLow === null || isNews(low.request.rate - confirmedLow.request.rate, tried('confirm holds')))) {
    const rate = Math.min(nextLow ?? low.request.rate, most);
    if (rate < LOWEST_RATE) return confirmedHigh === null ? { kind: 'end', end: 'unconfirmed' } : { kind: 'end', end: 'never' };
    if (tried('confirm holds') >= MOST_CONFIRMATIONS) return { kind: 'end', end: 'unconfirmed' };
    return trialAt(settings, 'confirm holds', rate, trials);
  }
  const first = failed === null ? null : (nextHigh ?? firstHigh(bounds, MODES[settings.precision].width));
  if (first !== null && (confirmedHigh === null || isNews(confirmedHigh.request.rate - rounded(first), tried('confirm fails')))) {
    if (tried('confirm fails') < MOST_CONFIRMATIONS && first <= most) return trialAt(settings, 'confirm fails', first, trials);
    if (confirmedLow === null) return { kind: 'end', end: 'unconfirmed' };
  }
  const repeated = repetition(settings, trials, { most, since });
  if (repeated !== null) return repeated;
  if (confirmedLow === null) return { kind: 'end', end: confirmedHigh === null ? 'generator' : 'never' };
  if (confirmedHigh !== null) return { kind: 'end', end: 'found' };
  if (failed === null) {
    if (confirmedLow.request.rate >= most || untrusted !== null) return { kind: 'end', end: 'limited' };
    return { kind: 'end', end: 'time' };
  }
  return { kind: 'end', end: (first ?? 0) > most ? 'limited' : 'unconfirmed' };
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
