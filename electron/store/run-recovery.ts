// Ends runs that a dead process left behind: which they are, and what is written of them, all at once or not at all.
import { writtenVerdict } from '../../shared/plan/written-verdict.ts';
import type { RunRow } from '../../shared/run.ts';
import type { Database } from './database.ts';
import { packSnapshot } from './packed-snapshot.ts';
import type { RecoveredRun } from './recovered-run.ts';
import { markCounted } from './run-recount.ts';
import { isLost, runRow, UNFINISHED } from './run-rows.ts';
import { stringCell } from './cells.ts';

/** As the index of such runs says it. */
export const NOT_ENDED = `deleted_at IS NULL AND state IN (${UNFINISHED.map((state) => `'${state}'`).join(', ')})`;

/** `isLive`: this process writes the run. `now` in epoch ms. @throws UserError store_unavailable */
export function lostRunIds(database: Database, isLive: (id: string) => boolean, now: number): string[] {
  const rows = database.read(() =>
    database.prepare(`SELECT id, state, owner_pid, heartbeat_at FROM runs WHERE ${NOT_ENDED}`).all(),
  );
  return rows.filter((cells) => isLost(cells, isLive(stringCell(cells, 'id')), now)).map((cells) => stringCell(cells, 'id'));
}

/** Reads the run, lets `recover` see it and writes what that returns; another process may have done so before. */
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
