// Reduces a histogram to a few figures.
import type { Histogram } from '../../../shared/histogram.ts';
import type { TimeStats } from '../../../shared/time-stats.ts';

const PERCENTS = [50, 75, 90, 95, 99, 99.9];

export function statsOf(histogram: Histogram): TimeStats {
  const [p50 = 0, p75 = 0, p90 = 0, p95 = 0, p99 = 0, nearlyAll = 0] = histogram.percentiles(PERCENTS);
  return { min: histogram.min, mean: histogram.mean, p50, p75, p90, p95, p99, 'p99.9': nearlyAll, max: histogram.max };
}
