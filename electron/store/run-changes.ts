// Which listed runs have changed since the last call, whether this process wrote them or the command line in the same folder.
import { UserError } from '../../shared/errors.ts';
import { stringCell } from './cells.ts';
import type { Database } from './database.ts';

export interface ChangedIds {
  readonly changed: ReadonlySet<string>;
  readonly removed: readonly string[];
}

/** All of these columns are in the list's index; a running run renews its heartbeat together with its figures. */
const LISTED =
  'SELECT id, name, notes, tags, starred, state, reason, verdicts, is_baseline, heartbeat_at FROM runs INDEXED BY runs_listed WHERE deleted_at IS NULL';

export class RunChanges {
  readonly #database: Database;
  #foreign = -1;
  #own = -1;
  /** By id; null before the first call. */
  #known: ReadonlyMap<string, string> | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Returns null if nothing changed, and on the first call. `isWriting` names the runs that this process keeps writing, because
   * their changes are reported elsewhere.
   */
  since(isWriting: boolean): ChangedIds | null {
    try {
      return this.#database.read(() => this.#since(isWriting));
    } catch (error) {
      // A list that cannot be read reports that itself.
      if (error instanceof UserError) return null;
      throw error;
    }
  }

  #since(isWriting: boolean): ChangedIds | null {
    const foreign = Number(this.#database.prepare('PRAGMA data_version').get()?.['data_version']);
    const own = Number(this.#database.prepare('SELECT total_changes() AS changes').get()?.['changes']);
    if (foreign === this.#foreign && (isWriting || own === this.#own)) return null;
    const rows = this.#database.prepare(LISTED).all();
    const now = new Map(rows.map((cells) => [stringCell(cells, 'id'), JSON.stringify(Object.values(cells))]));
    const before = this.#known;
    this.#known = now;
    this.#foreign = foreign;
    this.#own = own;
    if (before === null) return null;
    const changed = new Set([...now].filter(([id, text]) => before.get(id) !== text).map(([id]) => id));
    const removed = [...before.keys()].filter((id) => !now.has(id));
    return changed.size + removed.length === 0 ? null : { changed, removed };
  }
}
