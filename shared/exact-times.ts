// Figures of the very values, where histograms would be near enough but not exact. Pure.
import { hasEnough } from './enough-samples.ts';
import { rankOf } from './histogram.ts';
import type { TimeStats } from './summary.ts';

/** Nearest rank over ascending values; 0 where there are none. */
export function exactPercentile(ascending: Float64Array, percent: number): number {
  return ascending[Math.min(rankOf(percent, ascending.length), ascending.length) - 1] ?? 0;
}

/** `ascending` in ms. */
export function exactStats(ascending: Float64Array): TimeStats {
  const count = ascending.length;
  return {
    min: ascending[0] ?? 0,
    mean: count === 0 ? 0 : sumOf(ascending) / count,
    p50: exactPercentile(ascending, 50),
    p75: exactPercentile(ascending, 75),
    p90: exactPercentile(ascending, 90),
    p95: exactPercentile(ascending, 95),
    p99: exactPercentile(ascending, 99),
    'p99.9': exactPercentile(ascending, 99.9),
    max: ascending[count - 1] ?? 0,
  };
}

/** A loop: reduce() calls a function for each of millions. */
function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += values[at] ?? 0;
  return sum;
}

const FIRST_HALF = Array.from({ length: 10 }, (_, at) => (at * 5) / 100);
const STEPS_PER_HALVING = 8;
/** 99.999 % lies so many halvings beyond 0. */
const LAST_QUANTILE = 0.999_99;

/** From the least value on in steps of 5 %, from the median on closer and closer: eight steps for each halving of what is left. */
export const SPECTRUM_QUANTILES: readonly number[] = [...FIRST_HALF, ...halvings(), LAST_QUANTILE];

/** The quantiles that have enough requests beyond them to mean something. */
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
