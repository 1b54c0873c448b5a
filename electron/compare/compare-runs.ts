// Compares two or more runs; the first is the baseline.
import type { ComparedStepName, Comparison } from '../../shared/comparison.ts';
import { comparePair } from './compare-pair.ts';
import type { RunDigest } from './run-digest.ts';

/** `step` is set if the digests only cover the requests of that step. */
export function compareRuns(digests: readonly RunDigest[], step: ComparedStepName | null = null): Comparison {
  const [baseline, ...others] = digests;
  return {
    step,
    runs: digests.map(({ shown }) => shown),
    pairs: baseline === undefined ? [] : others.map(({ measured }) => comparePair(baseline.measured, measured)),
  };
}
