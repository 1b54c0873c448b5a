// Capacity searches and ladders, each stored as one text, and the runs that belong to each.
import type { CapacityRow } from '../../shared/capacity/capacity-search.ts';
import { jsonCell, stringCell, type Cells } from './cells.ts';
import type { Database } from './database.ts';
import { attempt } from './attempt.ts';
import { isOwned } from './run-rows.ts';
import { isSearchOver } from '../../shared/capacity/capacity-search.ts';

const CLOSED = 'Onrush was closed before the search ended. What was found until then is here.';
const KEEP_DELETED_MS = 24 * 3_600_000;

export class CapacityStore {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number = Date.now) {
    this.#database = database;
    this.#now = now;
  }

  /** Newest first; a row that cannot be read is left out. @throws UserError store_unavailable */
  list(): CapacityRow[] {
    const sql = 'SELECT * FROM capacities WHERE deleted_at IS NULL ORDER BY started_at DESC, rowid DESC';
    const found = this.#database.read(() => this.#database.prepare(sql).all());
    return found.flatMap((cells) => attempt(() => this.#rowOf(cells)) ?? []);
  }

  open(id: string): CapacityRow | null {
    const sql = 'SELECT * FROM capacities WHERE id = ? AND deleted_at IS NULL';
    const found = this.#database.read(() => this.#database.prepare(sql).get(id));
    return found === undefined ? null : this.#rowOf(found);
  }

  /** Replaces the stored row. @throws UserError write_failed */
  save(row: CapacityRow): void {
    this.#database.write(() => {
      this.#database.prepare('DELETE FROM capacities WHERE deleted_at < ?').run(this.#now() - KEEP_DELETED_MS);
      this.#database
        .prepare(
          `INSERT INTO capacities (id, search, started_at, owner_pid, heartbeat_at) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET search = excluded.search, owner_pid = excluded.owner_pid,
             heartbeat_at = excluded.heartbeat_at`,
        )
        .run(row.id, JSON.stringify(row), row.startedAt, process.pid, this.#now());
    });
  }

  /** Records that the process that conducts the search is alive. */
  beat(id: string): void {
    this.#database.write(() =>
      this.#database.prepare('UPDATE capacities SET heartbeat_at = ? WHERE id = ?').run(this.#now(), id),
    );
  }

  runIds(id: string): string[] {
    const sql = 'SELECT run_id FROM capacity_trials WHERE capacity_id = ?';
    return this.#database.read(() => this.#database.prepare(sql).all(id)).map((cells) => stringCell(cells, 'run_id'));
  }

  /** Returns false if there is no such search. Its runs are not touched. */
  remove(id: string): boolean {
    const sql = 'UPDATE capacities SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL';
    return this.#database.write(() => this.#database.prepare(sql).run(this.#now(), id).changes === 1);
  }

  /** Returns false if no deleted search has that id. */
  restore(id: string): boolean {
    const sql = 'UPDATE capacities SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL';
    return this.#database.write(() => this.#database.prepare(sql).run(id).changes === 1);
  }

  #rowOf(cells: Cells): CapacityRow {
    const row = jsonCell<CapacityRow>(cells, 'search', {});
    if (isSearchOver(row.state) || isOwned(cells, this.#now(), true)) return row;
    return { ...row, state: 'interrupted', end: 'stopped', reason: CLOSED };
  }
}
