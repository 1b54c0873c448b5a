// Where a threshold of the whole run lies on the bars of its requests. Pure.
import type { Plan } from '../../../../shared/plan/plan.ts';
import { isOfAll, parseThreshold } from '../../../../shared/plan/threshold-expression.ts';
import { headlineOf } from '../../../../shared/summary.ts';

export interface BarLimit {
  /** ms */
  readonly limit: number;
  readonly words: string;
}

/** The lowest one; null where none speaks of what the bars show: queue delay and service time of every request. */
export function barLimitOf({ thresholds, load }: Pick<Plan, 'thresholds' | 'load'>): BarLimit | null {
  const headline = headlineOf(load.model);
  const limits = thresholds.flatMap(({ expression }): BarLimit[] => {
    const parsed = parseThreshold(expression);
    if (!parsed.ok) return [];
    const { threshold } = parsed;
    const { subject, comparison, limit } = threshold;
    if (subject.kind !== 'time' || !isOfAll(threshold) || !comparison.startsWith('<')) return [];
    const measure = subject.measure === 'headline' ? headline : subject.measure;
    // Without a queue the bar is the service time.
    const isShown = measure === 'response_time' || (measure === 'service_time' && load.model === 'closed');
    return isShown ? [{ limit, words: expression }] : [];
  });
  return limits.toSorted((a, b) => a.limit - b.limit)[0] ?? null;
}
