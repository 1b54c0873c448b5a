// The limits of thresholds on the times of all requests of a run, for its charts and for the bars of its requests. Pure.
import type { LoadModel } from './plan/plan.ts';
import type { Comparator, Measure, Threshold } from './plan/threshold.ts';
import { isOfAll } from './plan/threshold-expression.ts';
import { limitWords } from './plan/threshold-words.ts';
import { headlineOf } from './summary.ts';

export interface TimeLimit {
  readonly measure: Measure;
  readonly comparison: Comparator;
  /** In ms. */
  readonly time: number;
  /** "p99 < 250 ms" */
  readonly label: string;
}

/** Null means a threshold that could not be parsed. */
export function timeLimitsOf(thresholds: readonly (Threshold | null)[], model: LoadModel): TimeLimit[] {
  return thresholds.flatMap((threshold): TimeLimit[] => {
    if (threshold === null || !isOfAll(threshold) || threshold.subject.kind !== 'time') return [];
    const { subject, comparison, limit } = threshold;
    const measure = subject.measure === 'headline' ? headlineOf(model) : subject.measure;
    const figure = subject.figure.kind === 'percentile' ? `p${subject.figure.percent}` : subject.figure.kind;
    return [{ measure, comparison, time: limit, label: `${figure} ${comparison} ${limitWords(subject, limit)}` }];
  });
}
