// The search for the greatest rate that a target holds: from the trials so far to the next trial, or to the end. It doubles until a
// rate fails, halves the gap on the logarithm of the rate, confirms both bounds by fresh long trials, and last repeats an early
// trial, to see whether the target is still the same. Pure: it knows no clock and sends nothing.
import { budgetOf, MODES, type CapacitySettings } from './capacity-settings.ts';
import { referencesOf } from './target-change.ts';
import type { Trial, TrialRequest } from './trial.ts';
import { BETWEEN_S, lengthOf, lengthS, SETTLE_S, shortened } from './trial-length.ts';

/** Where even this fails, nothing lower is tried. In iterations a second. */
export const LOWEST_RATE = 1;
/** Of the time in which the target handles one request: a first guess that no target is overwhelmed by. */
const FIRST_SHARE = 0.1;
const MOST_CONFIRMATIONS = 10;
/** From a rate that was not decided to one that is expected to fail, in widths. */
const HIGH_STEPS = 6;

export type SearchEnd =
  /** Both bounds are confirmed. */
  | 'found'
  /** The lower bound is confirmed, and this computer or the chosen limit allows no more. */
  | 'limited'
  /** It fails at the lowest rate. */
  | 'never'
  /** A bound could not be confirmed, as often as it was tried. */
  | 'unconfirmed'
  | 'time'
  | 'stopped'
  /** This computer was too busy for a verdict. */
  | 'generator'
  | 'failed';

export type NextStep =
  | { readonly kind: 'trial'; readonly request: TrialRequest }
  | {
      readonly kind: 'end';
      readonly end: Extract<SearchEnd, 'found' | 'limited' | 'never' | 'unconfirmed' | 'time' | 'generator'>;
    };

export interface SearchBounds {
  /** Highest rate that has held, and lowest that has failed; null before the first. */
  readonly low: Trial | null;
  readonly failed: Trial | null;
  /** No rate from here on is of interest: it failed, or was not decided. */
  readonly high: number | null;
  readonly confirmedLow: Trial | null;
  readonly confirmedHigh: Trial | null;
  /** Where a confirmation is to be tried next. */
  readonly nextLow: number | null;
  readonly nextHigh: number | null;
  readonly stepsDown: number;
  readonly stepsUp: number;
  /** Neighbours that were not decided, one after another. */
  readonly undecided: number;
  /** The rate at which this computer could not be trusted, twice. */
  readonly untrusted: number | null;
}

export interface SearchWorld {
  /** The most iterations a second that may be asked for, by this computer's ceiling and the settings; null: any. */
  readonly maxRate: number | null;
  /** Since the search began. */
  readonly elapsedMs: number;
}

export function nextStep(settings: CapacitySettings, trials: readonly Trial[], world: SearchWorld): NextStep {
  const bounds = boundsOf(settings, trials);
  const leftS = (budgetOf(settings) - world.elapsedMs) / 1000;
  const last = trials.at(-1);
  // The same once more; what it says then is all that is to be had.
  if (last?.verdict === 'untrusted' && bounds.untrusted === null) return timed(last.request, trials, leftS);
  const most = Math.min(roundedDown(world.maxRate), roundedDown(settings.maxRate ?? null));
  const wanted = chosen(settings, trials, bounds, most);
  if (wanted.kind === 'end') return wanted;
  const { request } = wanted;
  const isSearching = request.purpose === 'double' || request.purpose === 'close in';
  if (!isSearching) return lastTrials(settings, request, trials, leftS);
  const { confirmS } = MODES[settings.precision];
  const reserveS = bounds.low === null ? 0 : 2 * (confirmS + SETTLE_S + BETWEEN_S);
  if (lengthS(request) + reserveS <= leftS) return wanted;
  const confirming = confirmation(settings, trials, bounds, most);
  return confirming.kind === 'trial' ? lastTrials(settings, confirming.request, trials, leftS) : confirming;
}

/** Where the time is too short for it, it may still do for a look at whether the target is the same. */
function lastTrials(settings: CapacitySettings, request: TrialRequest, trials: readonly Trial[], leftS: number): NextStep {
  const step = timed(shortened(settings, request, leftS), trials, leftS);
  const repeated = step.kind === 'end' ? repetition(settings, trials) : null;
  return repeated?.kind === 'trial' ? timed(repeated.request, trials, leftS) : step;
}

/** What all trials so far say together. */
export function boundsOf(settings: CapacitySettings, trials: readonly Trial[]): SearchBounds {
  const { width } = MODES[settings.precision];
  let bounds: SearchBounds = NOTHING;
  trials.forEach((trial, at) => {
    if (trial.verdict === 'untrusted') {
      const isSecond = trials[at - 1]?.verdict === 'untrusted';
      if (isSecond)
        bounds = { ...bounds, untrusted: trial.request.rate, high: Math.min(bounds.high ?? Infinity, trial.request.rate) };
    } else if (trial.verdict !== 'stopped') bounds = after(bounds, trial, width);
  });
  return bounds;
}

const NOTHING: SearchBounds = {
  low: null,
  failed: null,
  high: null,
  confirmedLow: null,
  confirmedHigh: null,
  nextLow: null,
  nextHigh: null,
  stepsDown: 0,
  stepsUp: 0,
  undecided: 0,
  untrusted: null,
};

function after(bounds: SearchBounds, trial: Trial, width: number): SearchBounds {
  const { rate, purpose } = trial.request;
  const fails = trial.verdict === 'fails';
  const holds = trial.verdict === 'holds';
  switch (purpose) {
    case 'double':
      // It is only a first look: what does not fail goes on.
      return fails ? { ...bounds, failed: trial, high: rate } : { ...bounds, low: trial };
    case 'close in':
      if (holds) return { ...bounds, low: trial, undecided: 0 };
      return { ...bounds, high: rate, failed: fails ? trial : bounds.failed, undecided: fails ? 0 : bounds.undecided + 1 };
    case 'confirm holds':
      if (holds) return { ...bounds, low: trial, confirmedLow: trial, nextLow: null };
      if (fails) return { ...bounds, failed: trial, high: rate, confirmedHigh: trial, ...stepDown(bounds, rate, width) };
      return { ...bounds, high: Math.min(bounds.high ?? Infinity, rate), ...stepDown(bounds, rate, width) };
    case 'confirm fails':
      if (fails) return { ...bounds, failed: trial, confirmedHigh: trial, nextHigh: null };
      if (holds) return { ...bounds, low: trial, confirmedLow: trial, ...stepUp(bounds, rate, width) };
      return { ...bounds, ...stepUp(bounds, rate, width) };
    case 'repeat':
    case 'rung':
      return bounds;
  }
}

/** Each step is longer than the one before: on a bursty target the bounds lie far apart, and each step takes minutes. */
function stepDown({ stepsDown }: SearchBounds, rate: number, width: number): Partial<SearchBounds> {
  return { nextLow: rate * (1 - width * (stepsDown + 1)), stepsDown: stepsDown + 1 };
}

function stepUp({ stepsUp }: SearchBounds, rate: number, width: number): Partial<SearchBounds> {
  return { nextHigh: rate * (1 + width * (stepsUp + 1)), stepsUp: stepsUp + 1 };
}

/** The lowest rate that failed; nearer to what was not decided where that lies far below. */
function firstHigh({ failed, high }: SearchBounds, width: number): number {
  const rate = failed?.request.rate ?? Infinity;
  return high === null ? rate : Math.min(rate, high * (1 + HIGH_STEPS * width));
}

function chosen(settings: CapacitySettings, trials: readonly Trial[], bounds: SearchBounds, most: number): NextStep {
  const { low, high, failed } = bounds;
  const isConfirming = trials.some(({ request }) => request.purpose.startsWith('confirm') || request.purpose === 'repeat');
  if (isConfirming || isClose(settings, bounds)) return confirmation(settings, trials, bounds, most);
  if (high === null) {
    const rate = low === null ? settings.startRate : Math.max(2 * low.request.rate, trials.length === 1 ? firstGuess(low) : 0);
    // The most that may be asked for did not fail: it is confirmed as it is.
    if (low !== null && low.request.rate >= most) return confirmation(settings, trials, bounds, most);
    return trialAt(settings, 'double', Math.min(rate, most), trials);
  }
  if (low === null) {
    if (bounds.untrusted !== null) return { kind: 'end', end: 'generator' };
    const rate = Math.max(LOWEST_RATE, high / 4);
    if (high <= LOWEST_RATE)
      return failed === null ? { kind: 'end', end: 'generator' } : confirmation(settings, trials, bounds, most);
    return trialAt(settings, 'double', rate, trials);
  }
  return trialAt(settings, 'close in', Math.sqrt(low.request.rate * high), trials);
}

/** As close as was asked for; or no closer in sight: two neighbours were not decided, and the one above fails or is far. */
function isClose(settings: CapacitySettings, { low, high, undecided }: SearchBounds): boolean {
  const { width } = MODES[settings.precision];
  if (low === null || high === null) return false;
  return (high - low.request.rate) / high <= width || (undecided >= 2 && (high - low.request.rate) / high <= 2 * width);
}

function confirmation(settings: CapacitySettings, trials: readonly Trial[], bounds: SearchBounds, most: number): NextStep {
  const { low, failed, confirmedLow, confirmedHigh, nextLow, nextHigh, untrusted } = bounds;
  const tried = (purpose: TrialRequest['purpose']): number => trials.filter(({ request }) => request.purpose === purpose).length;
  if (confirmedLow === null && low !== null) {
    const rate = nextLow ?? low.request.rate;
    if (rate < LOWEST_RATE) return confirmedHigh === null ? { kind: 'end', end: 'unconfirmed' } : { kind: 'end', end: 'never' };
    if (tried('confirm holds') >= MOST_CONFIRMATIONS) return { kind: 'end', end: 'unconfirmed' };
    return trialAt(settings, 'confirm holds', rate, trials);
  }
  if (confirmedHigh === null && failed !== null) {
    const rate = nextHigh ?? firstHigh(bounds, MODES[settings.precision].width);
    if (tried('confirm fails') < MOST_CONFIRMATIONS && rate <= most) return trialAt(settings, 'confirm fails', rate, trials);
    if (confirmedLow === null) return { kind: 'end', end: 'unconfirmed' };
  }
  const repeated = repetition(settings, trials);
  if (repeated !== null) return repeated;
  if (confirmedLow === null) return { kind: 'end', end: confirmedHigh === null ? 'generator' : 'never' };
  if (confirmedHigh !== null) return { kind: 'end', end: 'found' };
  if (failed === null) {
    if (confirmedLow.request.rate >= most || untrusted !== null) return { kind: 'end', end: 'limited' };
    return { kind: 'end', end: 'time' };
  }
  return { kind: 'end', end: (nextHigh ?? 0) > most ? 'limited' : 'unconfirmed' };
}

/** Each of the early rates once more. */
function repetition(settings: CapacitySettings, trials: readonly Trial[]): NextStep | null {
  const repeated = trials.filter(({ request }) => request.purpose === 'repeat').map(({ request }) => request.rate);
  const next = referencesOf(trials).find(({ request }) => !repeated.includes(request.rate));
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

/** Three digits: nobody asks a target for 859.63 requests a second. */
function rounded(rate: number): number {
  return Number(rate.toPrecision(3));
}
