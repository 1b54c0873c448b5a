// A pass/fail condition on a figure of a run. Its text is parsed by `threshold-expression.ts`.
import type { Phase } from '../phase.ts';
import type { TimeStats } from '../time-stats.ts';

export const TIME_MEASURES = ['service_time', 'response_time'] as const;
export type TimeMeasure = (typeof TIME_MEASURES)[number];
/** What a threshold on times can measure. */
export type Measure = TimeMeasure | Phase | 'journey_time';
export type TimeFigure = { readonly kind: 'percentile'; readonly percent: number } | { readonly kind: 'avg' | 'min' | 'max' };

export type Subject =
  | { readonly kind: 'time'; readonly figure: TimeFigure; readonly measure: Measure | 'headline' }
  | { readonly kind: 'error_rate' }
  /** The share of completed requests that did not fail. */
  | { readonly kind: 'success' }
  | { readonly kind: 'throughput' }
  | { readonly kind: 'dropped' }
  /** The share of checks that passed, for one name or for all. */
  | { readonly kind: 'checks'; readonly check: string | null };

export const COMPARATORS = ['<', '<=', '>', '>=', '=='] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** The requests that a threshold covers; null for any. */
export interface ThresholdScope {
  readonly scenario: string | null;
  readonly step: string | null;
}

export interface Threshold {
  readonly expression: string;
  readonly subject: Subject;
  readonly scope: ThresholdScope;
  readonly comparison: Comparator;
  /** ms for times, a share 0..1 for error_rate, success and checks, requests per second for throughput, a count for dropped. */
  readonly limit: number;
}

/** A verdict as it is stored, exported and listed: only the text of its threshold. */
export interface WrittenVerdict {
  readonly expression: string;
  /** Only this many ms before the end are evaluated; the whole run if it is left out. */
  readonly over?: number;
  /** Null as long as nothing was measured that the expression is about. */
  readonly actual: number | null;
  readonly passed: boolean;
  /** Since when it has been failing, in ms since the run's start; only set if it fails. */
  readonly failingSince?: number;
}

export interface Verdict extends WrittenVerdict {
  /** Null if an older version wrote it in words that are no longer understood. */
  readonly threshold: Threshold | null;
}

/** The figures that a threshold is compared with, of its scope and window. */
export interface ThresholdFigures {
  readonly headline: TimeMeasure;
  readonly time: (measure: Measure) => JudgedTimes;
  readonly ended: number;
  /** The failed share of the completed requests, from 0 to 1. */
  readonly errorRate: number;
  readonly throughput: number;
  readonly dropped: number;
  /** How many checks of this name, or of any name if it is null, passed and failed within the scope. */
  readonly checks: (name: string | null, scope: ThresholdScope) => { readonly passed: number; readonly failed: number };
}

export interface JudgedTimes extends Pick<TimeStats, 'min' | 'mean' | 'max'> {
  readonly count: number;
  readonly percentile: (percent: number) => number;
}

export function judge(threshold: Threshold, figures: ThresholdFigures): Verdict {
  const actual = measure(threshold, figures);
  const { expression, comparison, limit } = threshold;
  return { expression, threshold, actual, passed: actual !== null && compare(actual, comparison, limit) };
}

function measure({ subject, scope }: Threshold, figures: ThresholdFigures): number | null {
  if (subject.kind === 'dropped') return figures.dropped;
  if (subject.kind === 'checks') {
    const { passed, failed } = figures.checks(subject.check, scope);
    return passed + failed === 0 ? null : passed / (passed + failed);
  }
  if (figures.ended === 0) return null;
  if (subject.kind === 'error_rate') return figures.errorRate;
  if (subject.kind === 'success') return exactShare(1 - figures.errorRate);
  if (subject.kind === 'throughput') return figures.throughput;
  const source = figures.time(subject.measure === 'headline' ? figures.headline : subject.measure);
  if (source.count === 0) return null;
  const { figure } = subject;
  if (figure.kind === 'percentile') return source.percentile(figure.percent);
  return figure.kind === 'avg' ? source.mean : source[figure.kind];
}

/** Without the binary noise of the difference: 7 failed of 100 are 93 %, so "success >= 93%" passes. */
function exactShare(share: number): number {
  return Number(share.toPrecision(12));
}

function compare(actual: number, comparison: Comparator, limit: number): boolean {
  switch (comparison) {
    case '<':
      return actual < limit;
    case '<=':
      return actual <= limit;
    case '>':
      return actual > limit;
    case '>=':
      return actual >= limit;
    case '==':
      return actual === limit;
  }
}
