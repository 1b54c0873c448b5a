// Ends runs that a dead process left behind: finds them and writes their results, each in one transaction.
import { writtenVerdict } from '../../shared/plan/written-verdict.ts';
import type { RunRow } from '../../shared/run.ts';
import type { Database } from './database.ts';
import { packSnapshot } from './packed-snapshot.ts';
import type { RecoveredRun } from './recovered-run.ts';
import { markCounted } from './run-recount.ts';
import { isLost, runRow, UNFINISHED } from './run-rows.ts';
import { stringCell } from './cells.ts';

/** Written exactly as in the index of such runs, so that SQLite uses the index. */
export const NOT_ENDED = `deleted_at IS NULL AND state IN (${UNFINISHED.map((state) => `'${state}'`).join(', ')})`;

/** `isLive` says whether this process writes the run. `now` is in epoch ms. @throws UserError store_unavailable */
export function lostRunIds(database: Database, isLive: (id: string) => boolean, now: number): string[] {
  const rows = database.read(() =>
    database.prepare(`SELECT id, state, owner_pid, heartbeat_at FROM runs WHERE ${NOT_ENDED}`).all(),
  );
  return rows.filter((cells) => isLost(cells, isLive(stringCell(cells, 'id')), now)).map((cells) => stringCell(cells, 'id'));
}

/** Reads the run, passes it to `recover` and writes the result. Another process may have done so already. */
export function settleLostRun(database: Database, id: string, now: number, recover: (row: RunRow) => RecoveredRun): void {
  const found = database.read(() => database.prepare(`SELECT * FROM runs WHERE id = ? AND ${NOT_ENDED}`).get(id));
  if (found === undefined) return;
  const row = runRow(found, false, now);
  const { summary, verdicts, missing } = recover(row);
  database.write(() => {
    const sql = `UPDATE runs SET state = 'interrupted', reason = ?, summary = ?, verdicts = ? WHERE id = ? AND ${NOT_ENDED}`;
    const { changes } = database
      .prepare(sql)
      .run(row.reason, JSON.stringify(summary), JSON.stringify(verdicts.map(writtenVerdict)), id);
    if (changes !== 1) return;
    markCounted(database, id);
    const put = database.prepare('INSERT INTO snapshots (run_id, idx, data) VALUES (?, ?, ?)');
    for (const snapshot of missing) put.run(id, snapshot.index, packSnapshot(snapshot));
  });
}
