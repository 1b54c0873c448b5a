// The response times of a trial in four numbers, to compare two trials at one rate. Pure.
import { bucketMiddle, type HistogramData } from '../histogram.ts';
import type { TimesDigest } from './trial.ts';

/** `seconds` are the times of each second. */
export function digestOf(seconds: readonly HistogramData[]): TimesDigest {
  const blocks = seconds.map(logsOf);
  const count = blocks.reduce((sum, block) => sum + block.count, 0);
  if (count === 0) return { count: 0, mean: 0, variance: 0, inflation: 1 };
  const mean = blocks.reduce((sum, block) => sum + block.sum, 0) / count;
  const variance = blocks.reduce((sum, block) => sum + block.squares, 0) / count - mean * mean;
  const between = blocks.reduce((sum, block) => sum + (block.sum - mean * block.count) ** 2, 0);
  const ofBlocks = blocks.length < 2 ? 0 : (between * blocks.length) / (blocks.length - 1);
  return { count, mean, variance, inflation: variance > 0 ? Math.max(1, ofBlocks / (count * variance)) : 1 };
}

function logsOf({ buckets, counts }: HistogramData): { readonly count: number; readonly sum: number; readonly squares: number } {
  let [count, sum, squares] = [0, 0, 0];
  buckets.forEach((bucket, at) => {
    const cases = counts[at] ?? 0;
    const log = Math.log(bucketMiddle(bucket));
    count += cases;
    sum += cases * log;
    squares += cases * log * log;
  });
  return { count, sum, squares };
}
