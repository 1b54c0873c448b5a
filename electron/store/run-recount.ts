// Runs of older versions had other rules: their figures included the times of cancelled requests. The figures of each are
// computed again from its rows, once and in their own transaction, so that the work can be interrupted at any moment.
import { writtenVerdict } from '../../shared/plan/written-verdict.ts';
import type { RunRow } from '../../shared/run.ts';
import { attempt } from './attempt.ts';
import { stringCell } from './cells.ts';
import type { Database } from './database.ts';
import type { RecoveredRun } from './recovered-run.ts';
import { isOverCells, runRow } from './run-rows.ts';
import { DAMAGED_RUN } from './tolerant-row.ts';

/** Newest first. @throws UserError store_unavailable */
export function uncountedRunIds(database: Database): string[] {
  const sql = `SELECT id, state FROM runs INDEXED BY runs_listed WHERE deleted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM counted_runs WHERE run_id = id) ORDER BY started_at DESC`;
  const rows = attempt(() => database.read(() => database.prepare(sql).all())) ?? [];
  return rows.filter(isOverCells).map((cells) => stringCell(cells, 'id'));
}

export function markCounted(database: Database, id: string): void {
  database.prepare('INSERT OR IGNORE INTO counted_runs (run_id) VALUES (?)').run(id);
}

/** `count` reads the rows; a damaged run stays as it is. @throws UserError store_unavailable, store_damaged */
export function recountRun(database: Database, id: string, now: number, count: (row: RunRow) => RecoveredRun): void {
  const found = database.read(() => database.prepare('SELECT * FROM runs WHERE id = ?').get(id));
  if (found === undefined || !isOverCells(found)) return;
  const row = runRow(found, false, now);
  if (row.reason?.startsWith(DAMAGED_RUN) === true) return;
  const { journey, requests } = row.summary;
  const counted = requests.cancelled === 0 ? null : count(row);
  database.write(() => {
    markCounted(database, id);
    if (counted === null) return;
    // The heartbeat is changed because an open list watches it for changes.
    const sql = 'UPDATE runs SET summary = ?, verdicts = ?, heartbeat_at = heartbeat_at + 1 WHERE id = ?';
    // The run ended normally, so its stored counts of checks are complete.
    const summary = { ...counted.summary, ...(journey === undefined ? {} : { journey }) };
    database.prepare(sql).run(JSON.stringify(summary), JSON.stringify(counted.verdicts.map(writtenVerdict)), id);
    database.prepare('DELETE FROM run_briefs WHERE run_id = ?').run(id);
  });
}
