// What is left of a run whose process died: its rows are the truth, and its snapshots and figures are made to agree with
// them. A process that is killed may have stored rows that no snapshot counts yet.
import type { RunRow } from '../../shared/run.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { Replay } from '../engine/record/replay.ts';
import { BatchReader } from '../store/batch-reader.ts';
import type { Database } from '../store/database.ts';
import type { RecoveredRun } from '../store/run-recovery.ts';
import { SnapshotStore } from '../store/snapshot-store.ts';

/** @throws UserError store_unavailable, store_damaged */
export function recoverRun(database: Database, { id, plan, annotations, summary: stored }: RunRow): RecoveredRun {
  const missing: Snapshot[] = [];
  const replay = new Replay(plan, annotations, (snapshot) => missing.push(snapshot));
  for (const snapshot of new SnapshotStore(database).all(id)) replay.addKnown(snapshot);
  const reader = new BatchReader(database);
  const iterations = new Numbers();
  let lastEndedAt = stored.durationMs;
  for (const place of reader.places(id)) {
    const batch = reader.next(id, place);
    replay.add(batch, place.firstSeq);
    for (let row = 0; row < batch.count; row += 1) {
      iterations.add(batch.columns.iteration[row] ?? 0);
      lastEndedAt = Math.max(lastEndedAt, batch.columns.endedAt[row] ?? 0);
    }
  }
  // More may have begun, but those that ended are known.
  const started = Math.max(stored.iterations.started, iterations.count);
  const { dropped } = stored.iterations;
  const scheduled = Math.max(stored.iterations.scheduled, started + dropped);
  const { summary, verdicts } = replay.finish(lastEndedAt, { scheduled, started, dropped });
  const { generator, lostRequests } = stored;
  // A row does not tell which of its checks passed, so they cannot be counted anew.
  const journey = stored.journey === undefined ? {} : { journey: { ...stored.journey, isPartial: true as const } };
  return { summary: { ...summary, ...journey, generator, lostRequests }, verdicts, missing };
}

/** A set of small whole numbers, a bit each. */
class Numbers {
  #bits = new Uint8Array(1024);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(value: number): void {
    const at = value >>> 3;
    if (at >= this.#bits.length) {
      const larger = new Uint8Array(Math.max(at + 1, 2 * this.#bits.length));
      larger.set(this.#bits);
      this.#bits = larger;
    }
    const bit = 1 << (value & 7);
    const byte = this.#bits[at] ?? 0;
    if ((byte & bit) !== 0) return;
    this.#bits[at] = byte | bit;
    this.#count += 1;
  }
}
