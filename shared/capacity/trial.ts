// One trial of a search: its request and its result. Pure.
import type { Evidence, TrialVerdict } from './judge-trial.ts';

export const PURPOSES = ['double', 'close in', 'confirm holds', 'confirm fails', 'repeat', 'rung'] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface TrialRequest {
  /** From 1. */
  readonly number: number;
  readonly purpose: Purpose;
  /** Iterations a second. */
  readonly rate: number;
  /** When it is judged, in seconds after it has settled; ascending. */
  readonly looks: readonly number[];
  readonly longestS: number;
  /** `rough`: it can only fail or go on; `sequential`: judged at each look; `fresh`: judged once, at its end. */
  readonly rule: 'rough' | 'sequential' | 'fresh';
  /** Set where requests fail near this rate, so that it only holds if the share of failures is proven. */
  readonly provesFailures?: true;
}

/** The response times of a trial as logarithms: an unchanged target has similar ones again. */
export interface TimesDigest {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
  /** The variance inflation. */
  readonly inflation: number;
}

/** The figures of the requests that fell due in the seconds that count. Times are in ms. */
export interface TrialFigures {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Iterations completed per second. */
  readonly completed: number;
  readonly requests: number;
  readonly failed: number;
  /** How most of the failed requests failed: "429", "Timed out"; null if none failed. */
  readonly mostFailed: string | null;
  /** Iterations per second that this computer sent in all its seconds; trials of earlier versions do not have it. */
  readonly sent?: number;
}

export interface Trial {
  readonly request: TrialRequest;
  /** `untrusted`: the load generator was too busy, so the trial has no verdict. `stopped`: it was cut off. */
  readonly verdict: TrialVerdict | 'untrusted' | 'stopped';
  /** The growth of the backlog in requests per second, if it made the trial fail; otherwise null. */
  readonly backlogGrowth: number | null;
  /** In the order of the objectives. */
  readonly evidence: readonly Evidence[];
  /** How many seconds it lasted, without the first ones in which it settled. */
  readonly seconds: number;
  /** How many of these do not count: no figure of the trial is of them. */
  readonly leftOut?: number;
  readonly times: TimesDigest;
  readonly figures: TrialFigures;
  /** In how many seconds the load generator was not trusted. */
  readonly untrustedSeconds: number;
  /** The mean service time in ms; 0 if nothing succeeded. */
  readonly serviceMs: number;
}

/** How many of its seconds all its figures are of. */
export function countedSeconds({ seconds, leftOut = 0 }: Pick<Trial, 'seconds' | 'leftOut'>): number {
  return seconds - leftOut;
}
