// What a query for stored requests needs to know about their run, over whatever connection the reader has.
import type { Annotation } from '../../shared/annotation.ts';
import { UserError } from '../../shared/errors.ts';
import type { FailureExample } from '../../shared/failure-example.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { jsonCell, listCell } from './cells.ts';
import type { Database } from './database.ts';
import { planCell } from './plan-cell.ts';
import { ANNOTATION, EXAMPLE, summaryCell } from './stored-shapes.ts';

export interface StoredRun {
  readonly id: string;
  readonly plan: Plan;
  readonly annotations: readonly Annotation[];
  /** The duration of what is stored so far, in ms. */
  readonly durationMs: number;
  /** The load generators of a merged run; empty for any other run. */
  readonly generators?: readonly string[];
}

/** @throws UserError not_found, store_unavailable */
export function readRun(database: Database, id: string): StoredRun {
  const sql = 'SELECT plan, annotations, summary, generators FROM runs WHERE id = ? AND deleted_at IS NULL';
  const cells = database.read(() => database.prepare(sql).get(id));
  if (cells === undefined) throw new UserError('not_found', 'This run is not in the history any more.');
  return {
    id,
    plan: planCell(cells, 'plan'),
    annotations: listCell<Annotation>(cells, 'annotations', ANNOTATION),
    generators: listCell<string>(cells, 'generators', ''),
    durationMs: summaryCell(cells).durationMs,
  };
}

/** @throws UserError store_unavailable */
export function readExamples(database: Database, runId: string): FailureExample[] {
  const sql = 'SELECT example FROM failure_examples WHERE run_id = ?';
  return database
    .read(() => database.prepare(sql).all(runId))
    .map((cells) => jsonCell<FailureExample>(cells, 'example', EXAMPLE));
}
