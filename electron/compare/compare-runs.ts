// Two or more runs, the first of them the baseline.
import type { Comparison } from '../../shared/comparison.ts';
import { comparePair } from './compare-pair.ts';
import type { RunDigest } from './run-digest.ts';

export function compareRuns(digests: readonly RunDigest[]): Comparison {
  const [baseline, ...others] = digests;
  return {
    runs: digests.map(({ shown }) => shown),
    pairs: baseline === undefined ? [] : others.map(({ measured }) => comparePair(baseline.measured, measured)),
  };
}
