// Saved plans; a deleted one can be restored for a day.
import { randomUUID } from 'node:crypto';
import type { Plan } from '../../shared/plan/plan.ts';
import type { PlanRow } from '../../shared/run.ts';
import { stringCell, timeCell, type Cells } from './cells.ts';
import type { Database } from './database.ts';
import { planCell } from './plan-cell.ts';

const KEEP_DELETED_MS = 24 * 3_600_000;

export class PlanStore {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number = Date.now) {
    this.#database = database;
    this.#now = now;
  }

  /** The plan that was saved last comes first. */
  list(): PlanRow[] {
    const sql = 'SELECT id, plan, saved_at, folder FROM plans WHERE deleted_at IS NULL ORDER BY saved_at DESC, rowid DESC';
    return this.#database.read(() => this.#database.prepare(sql).all().map(planRow));
  }

  open(id: string): PlanRow | null {
    const sql = 'SELECT id, plan, saved_at, folder FROM plans WHERE id = ? AND deleted_at IS NULL';
    const found = this.#database.read(() => this.#database.prepare(sql).get(id));
    return found === undefined ? null : planRow(found);
  }

  /** If `id` is null, saves under a new id; otherwise replaces the stored plan. If `folder` is null, the known folder stays. */
  save(id: string | null, plan: Plan, folder: string | null = null): PlanRow {
    const known = folder ?? (id === null ? null : (this.open(id)?.folder ?? null));
    const row = { id: id ?? randomUUID(), plan, savedAt: this.#now(), ...(known === null ? {} : { folder: known }) };
    this.#database.write(() => {
      this.#database.prepare('DELETE FROM plans WHERE deleted_at < ?').run(row.savedAt - KEEP_DELETED_MS);
      this.#database
        .prepare(
          `INSERT INTO plans (id, plan, saved_at, folder) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET plan = excluded.plan, saved_at = excluded.saved_at, folder = excluded.folder, deleted_at = NULL`,
        )
        .run(row.id, JSON.stringify(plan), row.savedAt, known);
    });
    return row;
  }

  /** Returns false if there is no such plan. */
  remove(id: string): boolean {
    const sql = 'UPDATE plans SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL';
    return this.#database.write(() => this.#database.prepare(sql).run(this.#now(), id).changes === 1);
  }

  /** Returns false if no deleted plan has that id. */
  restore(id: string): boolean {
    const sql = 'UPDATE plans SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL';
    return this.#database.write(() => this.#database.prepare(sql).run(id).changes === 1);
  }
}

function planRow(cells: Cells): PlanRow {
  const { folder } = cells;
  const row = { id: stringCell(cells, 'id'), plan: planCell(cells, 'plan'), savedAt: timeCell(cells, 'saved_at') };
  return typeof folder === 'string' ? { ...row, folder } : row;
}
