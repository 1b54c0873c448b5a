// The range in which another run of the same kind is expected, according to the spread of the earlier ones. Pure.

export interface TrendBand {
  /** 95 of 100 such runs are between these values. */
  readonly from: number;
  readonly to: number;
  readonly mean: number;
}

const FEWEST = 3;

/** Two-sided 97.5 % quantiles of Student's t, by degrees of freedom from 1 on. */
const STUDENT = [
  ...([12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228] as const),
  ...([2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093, 2.086] as const),
] as const;
const OF_MANY = 2;

/** Half the width of the interval in which another value is expected. At least two values are needed. */
export function halfWidth(values: readonly number[]): number {
  const count = values.length;
  const mean = meanOf(values);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return (STUDENT[count - 2] ?? OF_MANY) * Math.sqrt(variance * (1 + 1 / count));
}

/** The band for the values of earlier runs, none of which is negative; null if there are too few. */
export function trendBand(earlier: readonly number[]): TrendBand | null {
  if (earlier.length < FEWEST) return null;
  const [mean, half] = [meanOf(earlier), halfWidth(earlier)];
  return { from: Math.max(0, mean - half), to: mean + half, mean };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
