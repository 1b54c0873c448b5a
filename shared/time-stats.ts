// The times of many requests as a few figures.

/**
 * Times are in ms over all completed requests, including failures and without cancelled ones; percentiles by nearest rank, within
 * 0.4 %.
 */
export interface TimeStats {
  readonly min: number;
  readonly mean: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly 'p99.9': number;
  readonly max: number;
}

export const NO_TIME_STATS: TimeStats = { min: 0, mean: 0, p50: 0, p75: 0, p90: 0, p95: 0, p99: 0, 'p99.9': 0, max: 0 };

export const PERCENTILES = [50, 75, 90, 95, 99, 99.9] as const;
