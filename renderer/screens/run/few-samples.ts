// When a percentile stands on too few requests, and how that is said. Pure.
import { formatCount } from '../../../shared/format.ts';
import { plural } from '../../../shared/words.ts';

export const BEYOND_ENOUGH = 10;

/** How many of `total` lie beyond a percentile. */
export function samplesBeyond(percent: number, total: number): number {
  return Math.floor((total * (100 - percent)) / 100 + 1e-9);
}

/** "p99.9 needs 10 requests beyond it; this run has 2." `rows` of them are meant, the first named. */
export function fewWords(percent: number, total: number, rows: number): string {
  const beyond = samplesBeyond(percent, total);
  const subject = rows === 1 ? `p${percent} needs` : `From p${percent} on a percentile needs`;
  return `${subject} ${BEYOND_ENOUGH} requests beyond it; this run has ${formatCount(beyond)} ${plural(beyond, 'request')} beyond p${percent}.`;
}
