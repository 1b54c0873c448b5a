// The times of many requests in a few figures.

/** Times in ms over all requests that ended, failures included; percentiles by nearest rank, within 0.4 %. */
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

export const PERCENTILES = [50, 75, 90, 95, 99, 99.9] as const;
