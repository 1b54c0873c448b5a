// Computes what is left of a run whose process died. Its rows are the truth, and its snapshots and figures are made to agree with
// them: a killed process may have stored rows that no snapshot counts yet.
import { NumberSet } from '../../../shared/number-set.ts';
import { checksOf } from '../../../shared/plan/journey/plan-checks.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { RunRow } from '../../../shared/run.ts';
import type { BatchTally } from '../../../shared/sample.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import type { JourneySummary } from '../../../shared/summary.ts';
import { Replay } from '../../engine/record/replay.ts';
import { BatchReader } from '../../store/batch-reader.ts';
import type { Database } from '../../store/database.ts';
import type { RecoveredRun } from '../../store/recovered-run.ts';
import { SnapshotStore } from '../../store/snapshot-store.ts';

/** @throws UserError store_unavailable, store_damaged */
export function recoverRun(database: Database, { id, plan, annotations, summary: stored }: RunRow): RecoveredRun {
  const missing: Snapshot[] = [];
  const replay = new Replay(plan, annotations, (snapshot) => missing.push(snapshot));
  for (const snapshot of new SnapshotStore(database).all(id)) replay.addKnown(snapshot);
  const reader = new BatchReader(database);
  const iterations = new NumberSet();
  const tallies: Tallies = new Map();
  let lastEndedAt = stored.durationMs;
  for (const place of reader.places(id)) {
    const batch = reader.next(id, place);
    tallies.set(batch.worker, batch.tally);
    replay.add(batch, place.firstSeq);
    for (let row = 0; row < batch.count; row += 1) {
      iterations.add(batch.columns.iteration[row] ?? 0);
      lastEndedAt = Math.max(lastEndedAt, batch.columns.endedAt[row] ?? 0);
    }
  }
  // More iterations may have begun, but only those that ended are known.
  const started = Math.max(stored.iterations.started, iterations.count);
  const { dropped } = stored.iterations;
  const scheduled = Math.max(stored.iterations.scheduled, started + dropped);
  const { tally, isPartial } = tallyOf(plan, stored.journey, tallies);
  const counted = { scheduled, started, dropped };
  const { summary, verdicts } = replay.finish(lastEndedAt, counted, { tally, dataRows: stored.journey?.dataRows ?? {} });
  const { generator, lostRequests } = stored;
  const { journey } = summary;
  const partial = journey !== undefined && isPartial && journey.checks.length > 0 ? { journey: { ...journey, isPartial } } : {};
  return { summary: { ...summary, ...partial, generator, lostRequests }, verdicts, missing };
}

/** By thread: the tally of its last batch. */
type Tallies = Map<number, BatchTally | undefined>;

interface KnownTally {
  /** Null if the plan has no checks. */
  readonly tally: BatchTally | null;
  readonly isPartial: boolean;
}

/** The rows do not say which checks passed, but the batches do, unless an older version stored them. */
function tallyOf(plan: Plan, stored: JourneySummary | undefined, tallies: Tallies): KnownTally {
  const all = [...tallies.values()];
  const known = all.filter((tally) => tally !== undefined);
  const checks = stored?.checks ?? [];
  if (known.length < all.length || known.length === 0) {
    if (stored === undefined) return { tally: null, isPartial: false };
    return { tally: { passed: checks.map(({ passed }) => passed), failed: checks.map(({ failed }) => failed) }, isPartial: true };
  }
  const sum = (name: 'passed' | 'failed', at: number): number =>
    known.reduce((total, tally) => total + (tally[name][at] ?? 0), 0);
  const names = checksOf(plan);
  return {
    tally: { passed: names.map((_, at) => sum('passed', at)), failed: names.map((_, at) => sum('failed', at)) },
    isPartial: false,
  };
}
