// What one trial of a search measured, second by second: what fell due in each second, and how it ended. Pure.
import type { HistogramData } from '../histogram.ts';

/** The counts for one objective in one second. */
export interface CaseCount {
  /** How many requests fell due in it and have ended. */
  readonly count: number;
  /** How many of these missed the objective, because they were late or failed. */
  readonly missed: number;
  /** In ms; null if the objective is not about a time. */
  readonly times: HistogramData | null;
}

export interface TrialSecond {
  /** In the order of the objectives. */
  readonly cases: readonly CaseCount[];
  /** The verdict on the load generator: the times of a strained second are too long, and those of a suspect one mean nothing. */
  readonly generator: 'trusted' | 'strained' | 'suspect';
}

/** Which seconds of a trial its figures are of: those that were not suspect, or only the trusted ones. */
export type CountedSeconds = 'all' | 'not suspect' | 'trusted';

export function counts(counted: CountedSeconds, generator: TrialSecond['generator']): boolean {
  return counted === 'all' || generator === 'trusted' || (counted === 'not suspect' && generator === 'strained');
}

/** The number of outstanding requests and waiting arrivals, twice a second since the start of the trial. */
export type Outstanding = readonly number[];

/** How many such values each second of the trial has. */
export const OUTSTANDING_PER_SECOND = 2;
