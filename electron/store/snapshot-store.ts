// Reads the snapshots of a run, either all of them or merged into as many as a chart can show. It does not know what is not
// written yet.
import { indexAfter, MOST_COLUMNS } from '../../shared/snapshot-columns.ts';
import { SNAPSHOT_MS, type Snapshot } from '../../shared/snapshot.ts';
import { numberCell, snapshotCell, type Cells } from './cells.ts';
import type { Database } from './database.ts';
import { attempt } from './attempt.ts';
import { joinSlots, levelFor } from './snapshot-levels.ts';

const SNAPSHOTS_PER_PAGE = 240;

export class SnapshotStore {
  readonly #database: Database;
  #isDamaged = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * The whole run in at most MOST_COLUMNS snapshots: neighbours of a long run are merged, all to the same width except the last.
   */
  overview(runId: string): { readonly snapshots: Snapshot[]; readonly isDamaged: boolean } {
    const last = attempt(() =>
      this.#database.read(() => this.#database.prepare('SELECT max(idx) AS idx FROM snapshots WHERE run_id = ?').get(runId)),
    );
    const level = levelFor(Number(last?.['idx'] ?? -1) + 1, MOST_COLUMNS);
    this.#isDamaged = last === undefined;
    const snapshots = [...joinSlots(this.#coarseToFine(runId, level), level)];
    return { snapshots, isDamaged: this.#isDamaged };
  }

  /** All snapshots of a run, a page at a time, so that no lock is held between pages. Damaged ones are left out. */
  *all(runId: string, fromIndex = 0): Generator<Snapshot, void, undefined> {
    const page = this.#database.prepare(
      `SELECT idx, data FROM snapshots WHERE run_id = ? AND idx >= ? ORDER BY idx LIMIT ${SNAPSHOTS_PER_PAGE}`,
    );
    for (let next = fromIndex; ;) {
      const from = next;
      const rows = attempt(() => this.#database.read(() => page.all(runId, from)));
      if (rows === undefined) {
        yield* this.#oneByOne(runId, from);
        return;
      }
      if (rows.length === 0) return;
      for (const cells of rows) {
        const index = numberCell(cells, 'idx');
        // A damaged index may lead to rows that were already read.
        if (index < next) continue;
        next = index + 1;
        const snapshot = this.#snapshotOf(cells);
        if (snapshot !== null) yield snapshot;
      }
      if (next > from) continue;
      this.#isDamaged = true;
      return;
    }
  }

  /** If one page of the file is damaged, the neighbouring rows can still be read. */
  *#oneByOne(runId: string, fromIndex: number): Generator<Snapshot, void, undefined> {
    this.#isDamaged = true;
    const one = this.#database.prepare('SELECT idx, data FROM snapshots WHERE run_id = ? AND idx = ?');
    const numbers = attempt(() =>
      this.#database.read(() =>
        this.#database.prepare('SELECT idx FROM snapshots WHERE run_id = ? AND idx >= ? ORDER BY idx').all(runId, fromIndex),
      ),
    );
    for (const { idx } of numbers ?? []) {
      const cells = attempt(() => this.#database.read(() => one.get(runId, Number(idx))));
      const snapshot = cells === undefined ? null : this.#snapshotOf(cells);
      if (snapshot !== null) yield snapshot;
    }
  }

  #snapshotOf(cells: Cells): Snapshot | null {
    const snapshot = attempt(() => snapshotCell(cells, 'data'));
    if (snapshot === undefined) this.#isDamaged = true;
    return snapshot ?? null;
  }

  /** The snapshots that overlap `from` to `to`, in ms since the run's start. */
  between(runId: string, from: number, to: number): Snapshot[] {
    const sql = 'SELECT data FROM snapshots WHERE run_id = ? AND idx BETWEEN ? AND ? ORDER BY idx';
    const [first, last] = [Math.floor(from / SNAPSHOT_MS), Math.ceil(to / SNAPSHOT_MS)];
    const stored = this.#database.read(() => this.#database.prepare(sql).all(runId, first, last));
    return stored.flatMap((cells) => this.#snapshotOf(cells) ?? []);
  }

  /** Reads each level as far as it reaches. What it lacks, such as a run's last moments, is read from the level below. */
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
    const sql = 'SELECT data FROM merged_snapshots WHERE run_id = ? AND level = ? AND slot >= ? ORDER BY slot';
    const from = Math.ceil(fromIndex / 2 ** level);
    // What is damaged here is read from the level below.
    const rows = attempt(() => this.#database.read(() => this.#database.prepare(sql).all(runId, level, from)));
    for (const cells of rows ?? []) {
      const snapshot = this.#snapshotOf(cells);
      if (snapshot === null) return;
      yield snapshot;
    }
  }
}
