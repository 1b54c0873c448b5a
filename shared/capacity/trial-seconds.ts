// What one trial of a search measured, second by second: what fell due in each second, and what became of it. Pure.
import type { HistogramData } from '../histogram.ts';

/** What one objective counts in one second. */
export interface CaseCount {
  /** What fell due in it and has ended. */
  readonly count: number;
  /** How many of these missed the objective, by being late or by failing. */
  readonly missed: number;
  /** In ms; null where the objective is about no time. */
  readonly times: HistogramData | null;
}

export interface TrialSecond {
  /** In the order of the objectives. */
  readonly cases: readonly CaseCount[];
  /** What this computer did to it: the times of a strained second are too long, and those of a suspect one mean nothing. */
  readonly generator: 'trusted' | 'strained' | 'suspect';
}

/** Outstanding requests and arrivals that wait, twice a second since the start of the trial. */
export type Outstanding = readonly number[];

/** Each second of the trial has this number of values of what is outstanding. */
export const OUTSTANDING_PER_SECOND = 2;
