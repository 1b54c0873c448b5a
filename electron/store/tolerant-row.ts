// Reads as much as possible of a damaged row: each cell separately, with a harmless value in place of a cell that cannot be read.
import { UserError } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { attempt } from './attempt.ts';
import type { Cells } from './cells.ts';
import type { Database } from './database.ts';
import { planOf } from './plan-cell.ts';

/** Replaces a plan that cannot be read. It cannot be sent anywhere (RFC 2606). */
export const UNREADABLE_PLAN: Plan = planOf({
  version: 1,
  name: 'Unreadable plan',
  scenarios: [{ steps: [{ url: 'http://unreadable.invalid/' }] }],
  load: { model: 'iterations', iterations: 1, vus: 1 },
});

export const DAMAGED_RUN = 'This run is damaged in the history: parts of it cannot be read. Export what is left of it.';

export class TolerantRow {
  readonly cells: Cells;
  #isDamaged = false;

  constructor(cells: Cells) {
    this.cells = cells;
  }

  get isDamaged(): boolean {
    return this.#isDamaged;
  }

  read<T>(read: (cells: Cells) => T, otherwise: T): T {
    try {
      return read(this.cells);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#isDamaged = true;
      return otherwise;
    }
  }

  doubt(): void {
    this.#isDamaged = true;
  }
}

/** All rows of a query that is too damaged to be read as a whole: each row by its id and each cell separately. */
export function cellsOneByOne(database: Database, ids: readonly string[], columns: readonly string[]): Cells[] {
  return ids.map((id) => {
    const found: [string, Cells[string]][] = [['id', id]];
    for (const column of columns) {
      const cell = attempt(() =>
        database.read(() => database.prepare(`SELECT ${column} AS cell FROM runs WHERE id = ?`).get(id)),
      );
      if (cell !== undefined) found.push([column, cell['cell'] ?? null]);
    }
    return Object.fromEntries(found);
  });
}
