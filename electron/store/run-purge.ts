// Removes runs that were deleted more than a day ago, in slices that are too short to be noticed.
import { stringCell } from './cells.ts';
import type { Database } from './database.ts';
import { forgetNumbers } from './run-numbers.ts';

/** The tables with rows of a run, each with the column that identifies its rows. */
const TABLES = {
  sample_batches: 'rowid',
  batch_spans: 'seq',
  snapshots: 'rowid',
  merged_snapshots: 'rowid',
  generator_seconds: 'second',
  failure_examples: 'rowid',
  run_briefs: 'run_id',
  counted_runs: 'run_id',
  run_series: 'name',
  stop_requests: 'run_id',
  capacity_trials: 'run_id',
} as const;
const KEEP_DELETED_MS = 24 * 3_600_000;
const ROWS_PER_SLICE = 50;
/** For tables without a rowid, because their rows are short. */
const SHORT_ROWS_PER_SLICE = 2000;
const PAGES_PER_SLICE = 2000;

/** Does one slice of the work; returns false if nothing is left. `now` is in epoch ms. @throws UserError write_failed */
export function purgeSlice(database: Database, now: number): boolean {
  const due = database.read(() =>
    database.prepare('SELECT id FROM runs WHERE deleted_at < ? LIMIT 1').get(now - KEEP_DELETED_MS),
  );
  if (due === undefined) return false;
  const id = stringCell(due, 'id');
  database.write(() => {
    if (Object.entries(TABLES).some(([table, key]) => purgeRows(database, table, key, id))) return;
    forgetNumbers(database, id);
    database.prepare('DELETE FROM runs WHERE id = ?').run(id);
  });
  database.execute(`PRAGMA incremental_vacuum(${PAGES_PER_SLICE})`);
  return true;
}

/** Returns true if there was something to remove. */
function purgeRows(database: Database, table: string, key: string, runId: string): boolean {
  const limit = key === 'rowid' ? ROWS_PER_SLICE : SHORT_ROWS_PER_SLICE;
  const sql = `DELETE FROM ${table} WHERE run_id = ? AND ${key} IN (SELECT ${key} FROM ${table} WHERE run_id = ? LIMIT ${limit})`;
  return Number(database.prepare(sql).run(runId, runId).changes) > 0;
}
