// Whether a percentile says anything: a handful of samples beyond it is chance. Pure.
import type { RunSummary } from '../../shared/summary.ts';

const SAMPLES_BEYOND = 10;

export function hasEnough(percent: number, samples: number): boolean {
  // 100 - 99.9 is a hair less than 0.1.
  return (samples * (100 - percent)) / 100 >= SAMPLES_BEYOND - 1e-6;
}

/** Requests whose times are in the percentiles. */
export function timedRequests({ requests }: RunSummary): number {
  return requests.succeeded + requests.failed;
}
