// The verdict on the load generator in each second of a run. It has its own table, because snapshots are large.
import type { HealthVerdict } from '../../shared/health.ts';
import { numberCell, stringCell } from './cells.ts';
import type { Database } from './database.ts';
import { SnapshotStore } from './snapshot-store.ts';

export interface GeneratorSecond {
  /** The first second of a run is 0. */
  readonly second: number;
  readonly verdict: HealthVerdict;
}

const VERDICTS: Readonly<Record<string, HealthVerdict>> = { trusted: 'trusted', strained: 'strained', suspect: 'suspect' };

/** In ascending order; seconds that were not measured are missing. @throws UserError store_unavailable */
export function readGeneratorSeconds(database: Database, runId: string): Map<number, HealthVerdict> {
  const sql = 'SELECT second, verdict FROM generator_seconds WHERE run_id = ?';
  const rows = database.read(() => database.prepare(sql).all(runId));
  if (rows.length === 0) return fromSnapshots(database, runId);
  const verdicts = new Map<number, HealthVerdict>();
  for (const cells of rows) {
    const verdict = VERDICTS[stringCell(cells, 'verdict')];
    if (verdict !== undefined) verdicts.set(numberCell(cells, 'second'), verdict);
  }
  return verdicts;
}

/** For a run that is older than the table. */
function fromSnapshots(database: Database, runId: string): Map<number, HealthVerdict> {
  const verdicts = new Map<number, HealthVerdict>();
  for (const { health } of new SnapshotStore(database).all(runId)) {
    if (health !== null) verdicts.set(health.second, health.verdict);
  }
  return verdicts;
}
