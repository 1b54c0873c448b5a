// When a percentile is based on too few requests, and how that is said: one rule for screens and command line. Pure.
import { formatCount } from './format.ts';

/** With only a handful of requests beyond it, a percentile is chance. */
export const SAMPLES_BEYOND = 10;

/** How many of `total` lie beyond a percentile. */
export function samplesBeyond(percent: number, total: number): number {
  // The small summand is needed because 100 - 99.9 is slightly less than 0.1.
  return Math.floor((total * (100 - percent)) / 100 + 1e-6);
}

export function hasEnough(percent: number, total: number): boolean {
  return samplesBeyond(percent, total) >= SAMPLES_BEYOND;
}

/** "p99.9 needs 10 requests beyond it; this run has 2." */
export function fewWords(percent: number, total: number, where = 'this run'): string {
  return `p${percent} needs ${SAMPLES_BEYOND} requests beyond it; ${where} has ${formatCount(samplesBeyond(percent, total))}.`;
}

/** Why the figure `name`, such as "p99" or "max", is based on too few requests; null if it is not, or is no percentile. */
export function fewFigureWords(name: string, total: number, where?: string): string | null {
  const percent = name.startsWith('p') ? Number(name.slice(1)) : null;
  return percent === null || hasEnough(percent, total) ? null : fewWords(percent, total, where);
}

/** Says it for several percentiles at once; `lowest` is the smallest of them. */
export function fewOfSeveralWords(lowest: number, total: number): string {
  const beyond = formatCount(samplesBeyond(lowest, total));
  return `A percentile needs ${SAMPLES_BEYOND} requests beyond it; this run has ${beyond} beyond p${lowest}.`;
}
