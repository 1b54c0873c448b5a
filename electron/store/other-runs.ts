// Runs that other processes are writing to the same history.
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

  /**
   * The runs of living processes, oldest first. The list is empty if the history cannot be read, because the list of runs reports
   * that failure.
   */
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

  /** Appends the sentence to the notes of the run. @throws UserError write_failed */
  addNote(id: string, sentence: string): void {
    const sql = `UPDATE runs SET notes = CASE notes WHEN '' THEN ? ELSE notes || char(10) || ? END WHERE id = ?`;
    this.#database.write(() => this.#database.prepare(sql).run(sentence, sentence, id));
  }
}

function otherRun(cells: Cells): OtherRun {
  return { id: stringCell(cells, 'id'), name: stringCell(cells, 'name'), pid: numberCell(cells, 'owner_pid') };
}
