// What the trials of a search say together: between which rates its end lies, and where a confirmation is to be tried. Pure.
import { MODES, type CapacitySettings } from './capacity-settings.ts';
import type { Trial } from './trial.ts';
import { MOST_UNTRUSTED, untrustedAtEnd } from './untrusted-trials.ts';

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
  /** A rate above the first that was not decided was not decided either. */
  readonly isUndecidedAbove: boolean;
  /** Above all rates at which this computer was trusted, the one at which it was not, as often as it was tried. */
  readonly untrusted: number | null;
  /** This computer was not trusted at a rate that it has sent before: it is busy with something else. */
  readonly isBusy: boolean;
}

/** What all trials so far say together. */
export function boundsOf(settings: Pick<CapacitySettings, 'precision'>, trials: readonly Trial[]): SearchBounds {
  const { width } = MODES[settings.precision];
  let bounds: SearchBounds = NOTHING;
  trials.forEach((trial, at) => {
    if (trial.verdict === 'untrusted') {
      if (untrustedAtEnd(trials.slice(0, at + 1)) >= MOST_UNTRUSTED) bounds = afterUntrusted(bounds, trial, trials.slice(0, at));
    } else if (trial.verdict !== 'stopped') bounds = after(trusted(bounds, trial), trial, width);
  });
  return bounds;
}

function afterUntrusted(bounds: SearchBounds, { request: { rate } }: Trial, before: readonly Trial[]): SearchBounds {
  const isKnown = before.some(({ verdict, request }) => verdict !== 'untrusted' && verdict !== 'stopped' && request.rate >= rate);
  if (isKnown) return { ...bounds, isBusy: true };
  return { ...bounds, untrusted: rate, high: Math.min(bounds.high ?? Infinity, rate) };
}

/** This computer can be trusted again, as far as this rate. */
function trusted(bounds: SearchBounds, { request: { rate } }: Trial): SearchBounds {
  if (bounds.untrusted === null || rate < bounds.untrusted) return { ...bounds, isBusy: false };
  const isHighest = bounds.high === bounds.untrusted;
  return { ...bounds, isBusy: false, untrusted: null, high: isHighest ? (bounds.failed?.request.rate ?? null) : bounds.high };
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
  isUndecidedAbove: false,
  untrusted: null,
  isBusy: false,
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
      if (bounds.high !== null && rate > bounds.high) return afterAbove(bounds, trial);
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

/** What follows from a rate between the first that was not decided and the lowest that failed. */
function afterAbove(bounds: SearchBounds, trial: Trial): SearchBounds {
  if (trial.verdict === 'fails') return { ...bounds, failed: trial };
  if (trial.verdict === 'undecided') return { ...bounds, isUndecidedAbove: true };
  return { ...bounds, low: trial, high: bounds.failed?.request.rate ?? null, undecided: 0 };
}

/** Each step is longer than the one before: on a bursty target the bounds lie far apart, and each step takes minutes. */
function stepDown({ stepsDown }: SearchBounds, rate: number, width: number): Partial<SearchBounds> {
  return { nextLow: rate * (1 - width * (stepsDown + 1)), stepsDown: stepsDown + 1 };
}

function stepUp({ stepsUp }: SearchBounds, rate: number, width: number): Partial<SearchBounds> {
  return { nextHigh: rate * (1 + width * (stepsUp + 1)), stepsUp: stepsUp + 1 };
}
