// Reads the snapshots of a run, as they are or merged to as many as a chart can show. Knows nothing of what is not written yet.
import { indexAfter, MOST_COLUMNS } from '../../shared/snapshot-columns.ts';
import { SNAPSHOT_MS, type Snapshot } from '../../shared/snapshot.ts';
import { numberCell, snapshotCell } from './cells.ts';
import type { Database } from './database.ts';
import { joinSlots, levelFor } from './snapshot-levels.ts';

const SNAPSHOTS_PER_PAGE = 240;

export class SnapshotStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All of a run, at most MOST_COLUMNS: of a long one neighbours are merged, all but the last to the same width. */
  overview(runId: string): Snapshot[] {
    const last = this.#database.read(() =>
      this.#database.prepare('SELECT max(idx) AS idx FROM snapshots WHERE run_id = ?').get(runId),
    );
    const level = levelFor(Number(last?.['idx'] ?? -1) + 1, MOST_COLUMNS);
    return [...joinSlots(this.#coarseToFine(runId, level), level)];
  }

  /** Each of a run, a page at a time: no lock is held between pages. */
  *all(runId: string, fromIndex = 0): Generator<Snapshot, void, undefined> {
    const page = this.#database.prepare(
      `SELECT idx, data FROM snapshots WHERE run_id = ? AND idx >= ? ORDER BY idx LIMIT ${SNAPSHOTS_PER_PAGE}`,
    );
    for (let next = fromIndex; ;) {
      const from = next;
      const rows = this.#database.read(() => page.all(runId, from));
      if (rows.length === 0) return;
      for (const cells of rows) {
        next = numberCell(cells, 'idx') + 1;
        yield snapshotCell(cells, 'data');
      }
    }
  }

  /** Those that overlap `from` to `to`, in ms since the run's start. */
  between(runId: string, from: number, to: number): Snapshot[] {
    const sql = 'SELECT data FROM snapshots WHERE run_id = ? AND idx BETWEEN ? AND ? ORDER BY idx';
    const [first, last] = [Math.floor(from / SNAPSHOT_MS), Math.ceil(to / SNAPSHOT_MS)];
    const stored = this.#database.read(() => this.#database.prepare(sql).all(runId, first, last));
    return stored.map((cells) => snapshotCell(cells, 'data'));
  }

  /** As far as each level reaches; what no merged one holds, such as a run's last moments, from the level below. */
  *#coarseToFine(runId: string, topLevel: number): Generator<Snapshot, void, undefined> {
    let next = 0;
    for (let level = topLevel; level > 0; level -= 1) {
      for (const snapshot of this.#merged(runId, level, next)) {
        if (snapshot.index !== next) break;
        next = indexAfter(snapshot);
        yield snapshot;
      }
    }
    yield* this.all(runId, next);
  }

  *#merged(runId: string, level: number, fromIndex: number): Generator<Snapshot, void, undefined> {
    const rows = this.#database.read(() =>
      this.#database
        .prepare('SELECT data FROM merged_snapshots WHERE run_id = ? AND level = ? AND slot >= ? ORDER BY slot')
        .all(runId, level, Math.ceil(fromIndex / 2 ** level)),
    );
    for (const cells of rows) yield snapshotCell(cells, 'data');
  }
}
