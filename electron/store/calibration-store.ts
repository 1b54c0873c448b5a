// The latest calibration of this computer, stored beside the settings.
import type { Calibration } from '../../shared/calibration.ts';
import { jsonCell } from './cells.ts';
import type { Database } from './database.ts';

const KEY = 'calibration';

export class CalibrationStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Null before the first calibration. */
  get(): Calibration | null {
    const row = this.#database.read(() => this.#database.prepare('SELECT value FROM settings WHERE key = ?').get(KEY));
    return row === undefined ? null : jsonCell<Calibration>(row, 'value', {});
  }

  set(calibration: Calibration): void {
    this.#database.write(() =>
      this.#database
        .prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
        .run(KEY, JSON.stringify(calibration)),
    );
  }
}
