// What the trials of a search show together: the rates between which its result lies, and where to try a confirmation. Pure.
import { MODES, type CapacitySettings } from './capacity-settings.ts';
import type { Trial } from './trial.ts';

export interface SearchBounds {
  /** The highest rate that has held and the lowest that has failed; null before the first. */
  readonly low: Trial | null;
  readonly failed: Trial | null;
  /** Rates from here on are of no interest: this rate failed or was undecided. */
  readonly high: number | null;
  readonly confirmedLow: Trial | null;
  readonly confirmedHigh: Trial | null;
  /** Where to try the next confirmation. */
  readonly nextLow: number | null;
  readonly nextHigh: number | null;
  readonly stepsDown: number;
  readonly stepsUp: number;
  /** How many neighbouring rates in a row were undecided. */
  readonly undecided: number;
  /** True if a rate above the first undecided one was undecided too. */
  readonly isUndecidedAbove: boolean;
}

/** The bounds after all trials so far. */
export function boundsOf(settings: Pick<CapacitySettings, 'precision'>, trials: readonly Trial[]): SearchBounds {
  const { width } = MODES[settings.precision];
  let bounds: SearchBounds = NOTHING;
  for (const trial of trials)
    if (trial.verdict !== 'untrusted' && trial.verdict !== 'stopped') bounds = after(bounds, trial, width);
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
  isUndecidedAbove: false,
};

function after(bounds: SearchBounds, trial: Trial, width: number): SearchBounds {
  const { rate, purpose } = trial.request;
  const fails = trial.verdict === 'fails';
  const holds = trial.verdict === 'holds';
  switch (purpose) {
    case 'double':
      // This is only a first look: unless it fails, the search goes on.
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

/** The conclusions from a rate between the first undecided one and the lowest that failed. */
function afterAbove(bounds: SearchBounds, trial: Trial): SearchBounds {
  if (trial.verdict === 'fails') return { ...bounds, failed: trial };
  if (trial.verdict === 'undecided') return { ...bounds, isUndecidedAbove: true };
  return { ...bounds, low: trial, high: bounds.failed?.request.rate ?? null, undecided: 0 };
}

/** Each step is longer than the one before: on a bursty target the bounds are far apart, and each step takes minutes. */
function stepDown({ stepsDown }: SearchBounds, rate: number, width: number): Partial<SearchBounds> {
  return { nextLow: rate * (1 - width * (stepsDown + 1)), stepsDown: stepsDown + 1 };
}

function stepUp({ stepsUp }: SearchBounds, rate: number, width: number): Partial<SearchBounds> {
  return { nextHigh: rate * (1 + width * (stepsUp + 1)), stepsUp: stepsUp + 1 };
}
