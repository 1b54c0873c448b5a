// Removes runs that were deleted more than a day ago, in slices short enough not to be felt.
import { textCell } from './cells.ts';
import type { Database } from './database.ts';

const KEEP_DELETED_MS = 24 * 3_600_000;
const ROWS_PER_SLICE = 50;
const PAGES_PER_SLICE = 2000;

/** One slice of the work; false once nothing is left. `now` in epoch ms. @throws UserError write_failed */
export function purgeSlice(database: Database, now: number): boolean {
  const due = database.read(() =>
    database.prepare('SELECT id FROM runs WHERE deleted_at < ? LIMIT 1').get(now - KEEP_DELETED_MS),
  );
  if (due === undefined) return false;
  const id = textCell(due, 'id');
  database.write(() => {
    if (
      purgeRows(database, 'sample_batches', id) ||
      purgeRows(database, 'snapshots', id) ||
      purgeRows(database, 'failure_examples', id)
    )
      return;
    database.prepare('DELETE FROM runs WHERE id = ?').run(id);
  });
  database.execute(`PRAGMA incremental_vacuum(${PAGES_PER_SLICE})`);
  return true;
}

function purgeRows(database: Database, table: 'sample_batches' | 'snapshots' | 'failure_examples', runId: string): boolean {
  const sql = `DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE run_id = ? LIMIT ${ROWS_PER_SLICE})`;
  return Number(database.prepare(sql).run(runId).changes) > 0;
}
