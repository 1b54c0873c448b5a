// The public hosts a person has confirmed as targets, each with its day.
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

  /** @throws UserError write_failed */
  add(host: string): void {
    const sql = 'INSERT INTO confirmed_hosts (host, confirmed_at) VALUES (?, ?) ON CONFLICT (host) DO NOTHING';
    this.#database.write(() => this.#database.prepare(sql).run(host, Date.now()));
  }
}
