// When a percentile stands on too few requests, and how that is said. Pure.
import { formatCount } from '../../../shared/format.ts';

export const BEYOND_ENOUGH = 10;

/** How many of `total` lie beyond a percentile. */
export function samplesBeyond(percent: number, total: number): number {
  return Math.floor((total * (100 - percent)) / 100 + 1e-9);
}

/** "p99.9 needs 10 requests beyond it; this run has 2." `rows` of them are meant, the first named. */
export function fewWords(percent: number, total: number, rows: number): string {
  const beyond = samplesBeyond(percent, total);
  if (rows === 1) return `p${percent} needs ${BEYOND_ENOUGH} requests beyond it; this run has ${formatCount(beyond)}.`;
  return `A percentile needs ${BEYOND_ENOUGH} requests beyond it; this run has ${formatCount(beyond)} beyond p${percent}.`;
}
