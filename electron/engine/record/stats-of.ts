// A histogram in a few figures.
import type { Histogram } from '../../../shared/histogram.ts';
import type { TimeStats } from '../../../shared/time-stats.ts';

export function statsOf(histogram: Histogram): TimeStats {
  return {
    min: histogram.min,
    mean: histogram.mean,
    p50: histogram.percentile(50),
    p75: histogram.percentile(75),
    p90: histogram.percentile(90),
    p95: histogram.percentile(95),
    p99: histogram.percentile(99),
    'p99.9': histogram.percentile(99.9),
    max: histogram.max,
  };
}
