// The result of comparing runs: each figure of both, their difference, its uncertainty, and a verdict. Pure.
import type { Outcome } from './outcome.ts';
import type { RunRow } from './run.ts';
import type { TimeMeasure } from './plan/threshold.ts';

export const COMPARED_PERCENTILES = [50, 90, 95, 99, 99.9] as const;
export type ComparedStatistic = 'mean' | `p${(typeof COMPARED_PERCENTILES)[number]}`;
export const COMPARED_STATISTICS = ['mean', 'p50', 'p90', 'p95', 'p99', 'p99.9'] as const satisfies readonly ComparedStatistic[];

export type TimeFigureName = `${TimeMeasure}.${ComparedStatistic}`;
export type FigureName = TimeFigureName | 'queue_delay.mean' | 'error_rate' | 'throughput' | 'duration';

/** The figures whose uncertainty comes from resampling; the index is the one in every vector of figures. */
export const RESAMPLED_FIGURES: readonly Exclude<FigureName, 'duration'>[] = [
  ...COMPARED_STATISTICS.map((statistic) => `response_time.${statistic}` as const),
  ...COMPARED_STATISTICS.map((statistic) => `service_time.${statistic}` as const),
  'queue_delay.mean',
  'error_rate',
  'throughput',
];

export function timeFigureName(measure: TimeMeasure, statistic: ComparedStatistic): TimeFigureName {
  return `${measure}.${statistic}`;
}

/** Up to five runs can be distinguished on one chart. */
export const MOST_COMPARED_RUNS = 5;
export const RUN_LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;

/** The percent of a percentile's name; null for every other figure. */
export function percentOf(name: FigureName): number | null {
  const percent = /\.p([\d.]+)$/.exec(name)?.[1];
  return percent === undefined ? null : Number(percent);
}

/** A difference below both of these limits is treated as none, however certain it is. */
export const SMALLEST_SHARE = 0.02;
export const SMALLEST_TIME_MS = 0.1;
/** As a share of all requests: two more failures in a thousand. */
export const SMALLEST_ERROR_RATE = 0.002;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * `less`, `more`: the data shows it, and it matters. `small`: the data shows it, but it is too small to matter. `none`: no
 * difference that this data can show. `few`: too few requests. `single`: one value per run, so there is no interval.
 */
export type DifferenceVerdict = 'less' | 'more' | 'small' | 'none' | 'few' | 'single';

/**
 * Times are in ms, error rates are shares from 0 to 1, throughput is per second. `a` is the baseline; null means not measured.
 */
export interface FigureComparison {
  readonly name: FigureName;
  readonly a: number | null;
  readonly b: number | null;
  /** b - a. */
  readonly difference: number | null;
  /** The 95 % interval of the difference; null if none can be given. */
  readonly interval: Span | null;
  readonly verdict: DifferenceVerdict;
}

/** How the intervals were computed. */
export interface ComparisonMethod {
  readonly resamples: number;
  readonly seed: number;
  /** What is drawn: single requests of small runs, otherwise equal spans of the run's time, because neighbours are similar. */
  readonly unit: 'request' | 'span';
  /** Spans of a run. */
  readonly spans: number;
  /** True if the same spans are drawn from both runs, because they followed the same load. */
  readonly isPaired: boolean;
}

/** The one verdict on the comparison, based on few figures so that looking at many does not find a difference by chance. */
export interface Headline {
  readonly verdict: 'faster' | 'slower' | 'mixed' | 'fails_more' | 'fails_less' | 'small' | 'none' | 'few';
  /** The figures that show it, the clearest first. */
  readonly figures: readonly FigureName[];
}

export interface PairComparison {
  readonly figures: readonly FigureComparison[];
  readonly headline: Headline;
  readonly method: ComparisonMethod;
}

/** One request. Times are in ms since the run's start. */
export interface ComparedTask {
  readonly dueAt: number;
  readonly sentAt: number;
  /** Null if no response came. */
  readonly firstByteAt: number | null;
  readonly endedAt: number;
  readonly outcome: Outcome;
}

/** In a run with at most this many requests, each one is kept and drawn. */
export const MOST_COMPARED_TASKS = 200;

/** Percentiles over time, one entry per column; NaN if a column has too few requests. In ms. */
export interface ComparedBands {
  readonly p50: Float64Array;
  readonly p95: Float64Array;
  readonly p99: Float64Array;
}

export interface ComparedSeries {
  /** Length of a column in ms; the first begins at the run's start. */
  readonly columnMs: number;
  /** How many requests completed in each column, without the warm-up. */
  readonly completed: Uint32Array;
  readonly service_time: ComparedBands;
  readonly response_time: ComparedBands;
}

/** The time at each percentile, as far as at least ten requests are slower. */
export interface ComparedSpectrum {
  readonly percents: Float64Array;
  readonly service_time: Float64Array;
  readonly response_time: Float64Array;
}

export interface ComparedRun {
  readonly row: RunRow;
  /** The requests that are counted: everything that completed after the warm-up. */
  readonly requests: number;
  /** How many of these requests were completed per second. */
  readonly throughput: number;
  /** All requests in the order of their start, including cancelled ones; null if there are more than MOST_COMPARED_TASKS. */
  readonly tasks: readonly ComparedTask[] | null;
  readonly series: ComparedSeries;
  readonly spectrum: ComparedSpectrum;
}

/** A step by its names, which mean the same in runs of different versions of a plan. */
export interface ComparedStepName {
  readonly scenario: string;
  readonly name: string;
}

export function isSameComparedStep(a: ComparedStepName, b: ComparedStepName): boolean {
  return a.scenario === b.scenario && a.name === b.name;
}

/** The first run is the baseline; `pairs[i]` compares run i + 1 with it. */
export interface Comparison {
  /** The comparison only covers the requests of this step; null for all steps. */
  readonly step: ComparedStepName | null;
  readonly runs: readonly ComparedRun[];
  readonly pairs: readonly PairComparison[];
}
