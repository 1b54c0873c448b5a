// What the stored rows of a run say, counted again.
import type { Verdict } from '../../shared/plan/threshold.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { RunSummary } from '../../shared/summary.ts';

export interface RecoveredRun {
  /** The summary of all stored rows. */
  readonly summary: RunSummary;
  readonly verdicts: readonly Verdict[];
  /** Snapshots of the rows that no stored one counts. */
  readonly missing: readonly Snapshot[];
}
