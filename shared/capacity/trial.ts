// One trial of a search: what is asked of it and what it says. Pure.
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
  /** `rough`: it only fails or goes on; `sequential`: judged at each look; `fresh`: judged once, at its end. */
  readonly rule: 'rough' | 'sequential' | 'fresh';
}

/** The response times of a trial as logarithms: the same target has similar ones again. */
export interface TimesDigest {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
  /** How many times less they tell than independent ones. */
  readonly inflation: number;
}

/** The figures of the requests that fell due in the judged seconds. Times in ms. */
export interface TrialFigures {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Iterations completed per second. */
  readonly completed: number;
  readonly requests: number;
  readonly failed: number;
  /** How most of the failed ones failed: "429", "Timed out"; null where none did. */
  readonly mostFailed: string | null;
}

export interface Trial {
  readonly request: TrialRequest;
  /** `untrusted`: this computer was too busy, so it says nothing. `stopped`: it was cut off. */
  readonly verdict: TrialVerdict | 'untrusted' | 'stopped';
  /** What made it fail: requests a second by which the backlog grew, or null. */
  readonly backlogGrowth: number | null;
  /** In the order of the objectives. */
  readonly evidence: readonly Evidence[];
  /** Judged seconds. */
  readonly seconds: number;
  readonly times: TimesDigest;
  readonly figures: TrialFigures;
  /** Judged seconds in which this computer was not trusted. */
  readonly untrustedSeconds: number;
  /** Mean service time in ms; 0 where nothing succeeded. */
  readonly serviceMs: number;
}
