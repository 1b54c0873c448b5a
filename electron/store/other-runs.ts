// Runs that other processes write to the same history at this moment.
import { UserError } from '../../shared/errors.ts';
import { numberCell, stringCell, type Cells } from './cells.ts';
import type { Database } from './database.ts';
import { NOT_ENDED } from './run-recovery.ts';
import { isOwned } from './run-rows.ts';

export interface OtherRun {
  readonly id: string;
  readonly name: string;
  /** The process that writes it. */
  readonly pid: number;
}

export class OtherRuns {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Those of living processes, oldest first; none where the history cannot be read: whoever asks for the runs gets the failure. */
  goingOn(now = Date.now()): readonly OtherRun[] {
    const sql = `SELECT id, name, owner_pid, heartbeat_at FROM runs WHERE ${NOT_ENDED} ORDER BY started_at, rowid`;
    try {
      const rows = this.#database.read(() => this.#database.prepare(sql).all());
      return rows.filter((cells) => isOwned(cells, now)).map((cells) => otherRun(cells));
    } catch (error) {
      if (error instanceof UserError) return [];
      throw error;
    }
  }

  /** Behind what is written there. @throws UserError write_failed */
  addNote(id: string, sentence: string): void {
    const sql = `UPDATE runs SET notes = CASE notes WHEN '' THEN ? ELSE notes || char(10) || ? END WHERE id = ?`;
    this.#database.write(() => this.#database.prepare(sql).run(sentence, sentence, id));
  }
}

function otherRun(cells: Cells): OtherRun {
  return { id: stringCell(cells, 'id'), name: stringCell(cells, 'name'), pid: numberCell(cells, 'owner_pid') };
}
