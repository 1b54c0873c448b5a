// Removes runs that were deleted more than a day ago, in slices short enough not to be felt.
import { textCell } from './cells.ts';
import type { Database } from './database.ts';

const TABLES = ['sample_batches', 'batch_spans', 'snapshots', 'merged_snapshots', 'failure_examples'] as const;
const KEEP_DELETED_MS = 24 * 3_600_000;
const ROWS_PER_SLICE = 50;
/** They are short. */
const SPANS_PER_SLICE = 2000;
const PAGES_PER_SLICE = 2000;

/** One slice of the work; false once nothing is left. `now` in epoch ms. @throws UserError write_failed */
export function purgeSlice(database: Database, now: number): boolean {
  const due = database.read(() =>
    database.prepare('SELECT id FROM runs WHERE deleted_at < ? LIMIT 1').get(now - KEEP_DELETED_MS),
  );
  if (due === undefined) return false;
  const id = textCell(due, 'id');
  database.write(() => {
    if (TABLES.some((table) => purgeRows(database, table, id))) return;
    database.prepare('DELETE FROM runs WHERE id = ?').run(id);
  });
  database.execute(`PRAGMA incremental_vacuum(${PAGES_PER_SLICE})`);
  return true;
}

/** True where there was something to remove. */
function purgeRows(database: Database, table: (typeof TABLES)[number], runId: string): boolean {
  const [key, limit] = table === 'batch_spans' ? ['seq', SPANS_PER_SLICE] : ['rowid', ROWS_PER_SLICE];
  const sql = `DELETE FROM ${table} WHERE run_id = ? AND ${key} IN (SELECT ${key} FROM ${table} WHERE run_id = ? LIMIT ${limit})`;
  return Number(database.prepare(sql).run(runId, runId).changes) > 0;
}
