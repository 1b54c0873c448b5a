// What a comparison of runs says: each figure of both, their difference, how sure it is, and what to call it. Pure.
import type { Outcome } from './outcome.ts';
import type { RunRow } from './run.ts';
import type { TimeMeasure } from './plan/threshold.ts';

export const COMPARED_PERCENTILES = [50, 90, 95, 99, 99.9] as const;
export type ComparedStatistic = 'mean' | `p${(typeof COMPARED_PERCENTILES)[number]}`;
export const COMPARED_STATISTICS = ['mean', 'p50', 'p90', 'p95', 'p99', 'p99.9'] as const satisfies readonly ComparedStatistic[];

export type TimeFigureName = `${TimeMeasure}.${ComparedStatistic}`;
export type FigureName = TimeFigureName | 'queue_delay.mean' | 'error_rate' | 'throughput' | 'duration';

/** Those whose uncertainty is found by resampling; the index is that of every vector of figures. */
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

/** Up to five can be distinguished on one chart. */
export const MOST_COMPARED_RUNS = 5;
export const RUN_LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;

/** What a percentile's name asks for; null for every other figure. */
export function percentOf(name: FigureName): number | null {
  const percent = /\.p([\d.]+)$/.exec(name)?.[1];
  return percent === undefined ? null : Number(percent);
}

/** A difference smaller than both of these counts as none, however sure it is. */
export const SMALLEST_SHARE = 0.02;
export const SMALLEST_TIME_MS = 0.1;
/** As a share of all requests: two in a thousand more that fail. */
export const SMALLEST_ERROR_RATE = 0.002;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * `less`, `more`: the data shows it, and it matters. `small`: the data shows it, and it is too small to matter. `none`: no
 * difference this data can show. `few`: too few requests to
 * say. `single`: one value a run and no interval.
 */
export type DifferenceVerdict = 'less' | 'more' | 'small' | 'none' | 'few' | 'single';

/** Times in ms, error rates as shares 0..1, throughput per second. `a` is the baseline; null: not measured. */
export interface FigureComparison {
  readonly name: FigureName;
  readonly a: number | null;
  readonly b: number | null;
  /** b - a. */
  readonly difference: number | null;
  /** 95 % interval of the difference; null where none can be given. */
  readonly interval: Span | null;
  readonly verdict: DifferenceVerdict;
}

/** How the intervals came about. */
export interface ComparisonMethod {
  readonly resamples: number;
  readonly seed: number;
  /** What is drawn: single requests of small runs, else equal spans of the run's time, because neighbours are alike. */
  readonly unit: 'request' | 'span';
  /** Spans of a run. */
  readonly spans: number;
  /** True where the same spans are drawn from both runs, which followed the same load. */
  readonly isPaired: boolean;
}

/** The one verdict on all: few figures, so that looking at many does not find a difference by chance. */
export interface Headline {
  readonly verdict: 'faster' | 'slower' | 'mixed' | 'fails_more' | 'fails_less' | 'small' | 'none' | 'few';
  /** The figures that show it, the plainest first. */
  readonly figures: readonly FigureName[];
}

export interface PairComparison {
  readonly figures: readonly FigureComparison[];
  readonly headline: Headline;
  readonly method: ComparisonMethod;
}

/** One request. Times in ms since the run's start. */
export interface ComparedTask {
  readonly dueAt: number;
  readonly sentAt: number;
  /** null where no response came. */
  readonly firstByteAt: number | null;
  readonly endedAt: number;
  readonly outcome: Outcome;
}

/** Where a run has at most this number of requests, each one is kept and drawn. */
export const MOST_COMPARED_TASKS = 200;

/** Percentiles over time, one entry a column; NaN where a column has too few requests. ms. */
export interface ComparedBands {
  readonly p50: Float64Array;
  readonly p95: Float64Array;
  readonly p99: Float64Array;
}

export interface ComparedSeries {
  /** Length of a column in ms; the first begins at the run's start. */
  readonly columnMs: number;
  /** Requests that completed within each column, warm-up left out. */
  readonly completed: Uint32Array;
  readonly service_time: ComparedBands;
  readonly response_time: ComparedBands;
}

/** Time at each percentile, as far as ten requests lie beyond it. */
export interface ComparedSpectrum {
  readonly percents: Float64Array;
  readonly service_time: Float64Array;
  readonly response_time: Float64Array;
}

export interface ComparedRun {
  readonly row: RunRow;
  /** In figures: everything that completed after the warm-up. */
  readonly requests: number;
  /** How many of these requests were completed per second. */
  readonly throughput: number;
  /** Every request in the order of its start, cancelled ones too, null where there are more than MOST_COMPARED_TASKS. */
  readonly tasks: readonly ComparedTask[] | null;
  readonly series: ComparedSeries;
  readonly spectrum: ComparedSpectrum;
}

/** A step by its names, which say the same in runs of several versions of a plan. */
export interface ComparedStepName {
  readonly scenario: string;
  readonly name: string;
}

export function isSameComparedStep(a: ComparedStepName, b: ComparedStepName): boolean {
  return a.scenario === b.scenario && a.name === b.name;
}

/** The first run is the baseline; `pairs[i]` holds the run i + 1 against it. */
export interface Comparison {
  /** The step whose requests alone are compared; null: all of them. */
  readonly step: ComparedStepName | null;
  readonly runs: readonly ComparedRun[];
  readonly pairs: readonly PairComparison[];
}
