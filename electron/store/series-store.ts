// Figures from outside that were added to runs, such as the CPU of a server.
import type { OutsideSeries } from '../../shared/outside-series.ts';
import type { RunRow } from '../../shared/run.ts';
import { attempt } from './attempt.ts';
import { jsonCell, stringCell } from './cells.ts';
import type { Database } from './database.ts';

export class SeriesStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Replaces a series of the same name. @throws UserError write_failed */
  add(runId: string, all: readonly OutsideSeries[]): void {
    const sql =
      'INSERT INTO run_series (run_id, name, series) VALUES (?, ?, ?) ON CONFLICT (run_id, name) DO UPDATE SET series = excluded.series';
    this.#database.write(() => {
      for (const { name, ...rest } of all) this.#database.prepare(sql).run(runId, name, JSON.stringify(rest));
    });
  }

  /** Sorted by name; a damaged series is left out. */
  addedTo(row: RunRow): RunRow {
    const sql = 'SELECT name, series FROM run_series WHERE run_id = ? ORDER BY name';
    const found = attempt(() => this.#database.read(() => this.#database.prepare(sql).all(row.id))) ?? [];
    const series = found.flatMap((cells) => {
      const read = attempt(() =>
        jsonCell<Omit<OutsideSeries, 'name'>>(cells, 'series', { at: [0], values: [0], isPercent: true }),
      );
      return read === undefined ? [] : [{ ...read, name: stringCell(cells, 'name') }];
    });
    return series.length === 0 ? row : { ...row, series };
  }
}
