// Converts a histogram of a run to an exponential histogram of OpenTelemetry with the same bucket width, at powers of 2^(1/128).
// Pure.
import { bucketMiddle, type HistogramData } from '../../../shared/histogram.ts';

/** 2^7 = 128 buckets per octave, as in a run's histogram. */
export const SCALE = 7;
const PER_OCTAVE = 2 ** SCALE;
const MS_PER_SECOND = 1000;

export interface ExponentialBuckets {
  /** Index of the first of `counts`: bucket i contains values above 2^(i/128) s, up to 2^((i+1)/128) s. */
  readonly offset: number;
  readonly counts: readonly number[];
  readonly zeroCount: number;
}

/** Also converts times from ms to seconds. */
export function exponentialBuckets({ buckets, counts }: HistogramData): ExponentialBuckets {
  let zeroCount = 0;
  const found = new Map<number, number>();
  buckets.forEach((bucket, at) => {
    const count = counts[at] ?? 0;
    if (bucket === 0) zeroCount += count;
    else {
      const index = Math.ceil(Math.log2(bucketMiddle(bucket) / MS_PER_SECOND) * PER_OCTAVE) - 1;
      found.set(index, (found.get(index) ?? 0) + count);
    }
  });
  if (found.size === 0) return { offset: 0, counts: [], zeroCount };
  const offset = Math.min(...found.keys());
  const length = Math.max(...found.keys()) - offset + 1;
  return { offset, counts: Array.from({ length }, (_, at) => found.get(offset + at) ?? 0), zeroCount };
}
