// Where a threshold of the whole run is on the bars of its requests. Pure.
import type { Plan } from '../../../../shared/plan/plan.ts';
import { parseThreshold } from '../../../../shared/plan/threshold-expression.ts';
import { timeLimitsOf } from '../../../../shared/time-limits.ts';

export interface BarLimit {
  /** In ms. */
  readonly limit: number;
  readonly words: string;
}

/** The lowest threshold; null if none is about what the bars show: queue delay and service time of every request. */
export function barLimitOf({ thresholds, load }: Pick<Plan, 'thresholds' | 'load'>): BarLimit | null {
  const read = thresholds.map(({ expression }) => parseThreshold(expression));
  const limits = timeLimitsOf(
    read.map((parsed) => (parsed.ok ? parsed.threshold : null)),
    load.model,
  );
  // Without a queue the bar is the service time.
  const shown = limits.filter(
    ({ measure, comparison }) =>
      comparison.startsWith('<') && (measure === 'response_time' || (measure === 'service_time' && load.model === 'closed')),
  );
  const [lowest] = shown.toSorted((a, b) => a.time - b.time);
  return lowest === undefined ? null : { limit: lowest.time, words: lowest.label };
}
