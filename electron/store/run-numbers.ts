// Numbers the runs of one name, as in "Checkout #3". A number stays with its run and is never used again.
import type { Database } from './database.ts';

/** The number of a run under its present name; null if it has none. */
export const RUN_NUMBER =
  '(SELECT number FROM run_numbers WHERE run_numbers.run_id = runs.id AND run_numbers.name = runs.name) AS number';

/** Must run within a transaction. A run that had this name before still has its number. */
export function numberRun(database: Database, runId: string, name: string): void {
  const known = database.prepare('SELECT number FROM run_numbers WHERE run_id = ? AND name = ?').get(runId, name);
  if (known !== undefined) return;
  const last = database.prepare('SELECT max(number) AS last FROM run_numbers WHERE name = ?').get(name)?.['last'];
  database.prepare('INSERT INTO run_numbers (name, number, run_id) VALUES (?, ?, ?)').run(name, 1 + Number(last ?? 0), runId);
}

/**
 * Forgets the numbers of a run that is removed for good. The last number of a name is kept, so that the next run continues from
 * it.
 */
export function forgetNumbers(database: Database, runId: string): void {
  const sql =
    'DELETE FROM run_numbers WHERE run_id = ? AND number < (SELECT max(number) FROM run_numbers AS others WHERE others.name = run_numbers.name)';
  database.prepare(sql).run(runId);
}
