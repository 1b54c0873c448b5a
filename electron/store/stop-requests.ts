// How one process asks another to stop the run that it writes: the file is the only thing that they share.
import { numberCell } from './cells.ts';
import type { Database } from './database.ts';
import { isOverCells } from './run-rows.ts';

export class StopRequests {
  readonly #database: Database;
  /** By run: how many stop requests this process has seen. */
  readonly #heard = new Map<string, number>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Whether some process may still be writing the run. @throws UserError store_unavailable */
  isGoingOn(runId: string): boolean {
    const sql = 'SELECT state FROM runs WHERE id = ? AND deleted_at IS NULL';
    const cells = this.#database.read(() => this.#database.prepare(sql).get(runId));
    return cells !== undefined && !isOverCells(cells);
  }

  /** @throws UserError write_failed */
  ask(runId: string): void {
    const sql = 'INSERT INTO stop_requests (run_id, times) VALUES (?, 1) ON CONFLICT (run_id) DO UPDATE SET times = times + 1';
    this.#database.write(() => this.#database.prepare(sql).run(runId));
  }

  /** How many stop requests came since the last call. */
  heard(runId: string): number {
    const sql = 'SELECT times FROM stop_requests WHERE run_id = ?';
    const cells = this.#database.read(() => this.#database.prepare(sql).get(runId));
    const times = cells === undefined ? 0 : numberCell(cells, 'times');
    const before = this.#heard.get(runId) ?? 0;
    this.#heard.set(runId, times);
    return times - before;
  }
}
