// The figures of a run, computed again from its stored rows.
import type { Verdict } from '../../shared/plan/threshold.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { RunSummary } from '../../shared/summary.ts';

export interface RecoveredRun {
  /** The summary of all stored rows. */
  readonly summary: RunSummary;
  readonly verdicts: readonly Verdict[];
  /** Snapshots for the rows that no stored snapshot counts. */
  readonly missing: readonly Snapshot[];
}
