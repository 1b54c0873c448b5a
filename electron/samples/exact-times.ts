// Exact figures of the values, where histograms would be close but not exact. Pure.
import { hasEnough } from '../../shared/enough-samples.ts';
import { rankOf } from '../../shared/histogram.ts';
import { selectRanks } from './select-ranks.ts';
import { NO_TIME_STATS, PERCENTILES, type TimeStats } from '../../shared/time-stats.ts';

export interface ExactTimes {
  readonly stats: TimeStats;
  /** The values at the requested quantiles, by nearest rank. */
  readonly atQuantiles: readonly number[];
}

/** `values` in ms, not negative, in any order; quantiles 0..1. */
export function exactTimes(values: Float64Array, quantiles: readonly number[] = []): ExactTimes {
  const count = values.length;
  if (count === 0) return { stats: NO_TIME_STATS, atQuantiles: quantiles.map(() => 0) };
  const percents = [...PERCENTILES, ...quantiles.map((quantile) => quantile * 100)];
  const ranks = percents.map((percent) => Math.min(rankOf(percent, count), count));
  const [p50 = 0, p75 = 0, p90 = 0, p95 = 0, p99 = 0, p999 = 0, ...atQuantiles] = selectRanks(values, ranks);
  return { stats: { p50, p75, p90, p95, p99, 'p99.9': p999, ...extremesOf(values) }, atQuantiles };
}

const FIRST_HALF = Array.from({ length: 10 }, (_, at) => (at * 5) / 100);
const STEPS_PER_HALVING = 8;
/** 99.999 % is this many halvings away from 0. */
const LAST_QUANTILE = 0.999_99;

/**
 * From the minimum in steps of 5 %, and from the median in smaller and smaller steps: eight for each halving of the remainder.
 */
export const SPECTRUM_QUANTILES: readonly number[] = [...FIRST_HALF, ...halvings(), LAST_QUANTILE];

/** The quantiles that have enough requests above them to be meaningful. */
export function spectrumQuantiles(count: number): readonly number[] {
  return SPECTRUM_QUANTILES.filter((quantile) => count > 0 && hasEnough(quantile * 100, count));
}

function halvings(): number[] {
  const quantiles: number[] = [];
  for (let half = 1, quantile = 0.5; ; half += 1) {
    for (let step = 0; step < STEPS_PER_HALVING; step += 1) {
      quantile = 1 - 0.5 ** half * (1 - step / (2 * STEPS_PER_HALVING));
      if (quantile >= LAST_QUANTILE) return quantiles;
      quantiles.push(quantile);
    }
  }
}

/** A loop, because reduce() would call a function for each of millions of values. */
function extremesOf(values: Float64Array): Pick<TimeStats, 'min' | 'mean' | 'max'> {
  let [min, max, sum] = [Infinity, 0, 0];
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, mean: sum / values.length, max };
}
