// The public hosts that a person has confirmed as targets, each with the date.
import { stringCell } from './cells.ts';
import type { Database } from './database.ts';

export class ConfirmedHostStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @throws UserError store_unavailable */
  has(host: string): boolean {
    return this.#database.read(
      () => this.#database.prepare('SELECT 1 FROM confirmed_hosts WHERE host = ?').get(host) !== undefined,
    );
  }

  /** All confirmed hosts, sorted by name. @throws UserError store_unavailable */
  list(): string[] {
    const sql = 'SELECT host FROM confirmed_hosts ORDER BY host';
    return this.#database.read(() =>
      this.#database
        .prepare(sql)
        .all()
        .map((cells) => stringCell(cells, 'host')),
    );
  }

  /** The next run at this host asks for confirmation again. @throws UserError write_failed */
  remove(host: string): void {
    this.#database.write(() => this.#database.prepare('DELETE FROM confirmed_hosts WHERE host = ?').run(host));
  }

  /** @throws UserError write_failed */
  add(host: string): void {
    const sql = 'INSERT INTO confirmed_hosts (host, confirmed_at) VALUES (?, ?) ON CONFLICT (host) DO NOTHING';
    this.#database.write(() => this.#database.prepare(sql).run(host, Date.now()));
  }
}
