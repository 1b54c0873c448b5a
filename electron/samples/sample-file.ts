// Stored requests read over a connection of its own that can write nothing. Knows SQL and the stored format, no question.
import { DatabaseSync } from 'node:sqlite';
import type { Annotation } from '../../shared/annotation.ts';
import { UserError } from '../../shared/errors.ts';
import type { FailureExample } from '../../shared/failure-example.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { COLUMN_NAMES, type ColumnName, type SampleBatch, type SampleColumns, type SampleError } from '../../shared/sample.ts';
import { SNAPSHOT_MS, type Snapshot } from '../../shared/snapshot.ts';
import type { RunSummary } from '../../shared/summary.ts';
import { bytesCell, jsonCell, numberCell, snapshotCell, type Cells } from '../store/cells.ts';
import { Database } from '../store/database.ts';
import { planCell } from '../store/plan-cell.ts';
import { decodeSome } from '../store/codec/sample-codec.ts';
import type { BatchPlace } from './batch-place.ts';
import { readPlaces } from './read-places.ts';

const BATCHES_PER_PAGE = 16;
const MOST_RUNS = 4;
const BATCH = 'SELECT worker, count, columns, errors, addresses FROM sample_batches WHERE run_id = ? AND seq = ?';

export interface StoredRun {
  readonly id: string;
  readonly plan: Plan;
  readonly annotations: readonly Annotation[];
  /** Of what is stored so far. */
  readonly durationMs: number;
}

/** Of a batch only what was asked for. */
export interface PartialBatch<N extends ColumnName> extends Omit<SampleBatch, 'columns'> {
  readonly columns: Pick<SampleColumns, N>;
}

export interface PlacedBatch<N extends ColumnName> {
  readonly firstSeq: number;
  readonly batch: PartialBatch<N>;
}

export class SampleFile {
  readonly #database: Database;
  /** Of the runs that were asked about last. */
  readonly #places = new Map<string, readonly BatchPlace[]>();

  /** @throws UserError store_unavailable */
  constructor(path: string) {
    this.#database = new Database(path, new DatabaseSync(path, { readOnly: true }));
  }

  /** @throws UserError not_found, store_unavailable */
  run(id: string): StoredRun {
    const sql = 'SELECT plan, annotations, summary FROM runs WHERE id = ? AND deleted_at IS NULL';
    const cells = this.#database.read(() => this.#database.prepare(sql).get(id));
    if (cells === undefined) throw new UserError('not_found', 'This run is not in the history any more.');
    return {
      id,
      plan: planCell(cells, 'plan'),
      annotations: jsonCell<Annotation[]>(cells, 'annotations'),
      durationMs: jsonCell<RunSummary>(cells, 'summary').durationMs,
    };
  }

  /** Ascending; what a run has stored so far. */
  places(runId: string): readonly BatchPlace[] {
    const known = this.#places.get(runId) ?? [];
    const added = readPlaces(this.#database, runId, known.at(-1));
    const places = added.length === 0 ? known : [...known, ...added];
    this.#places.delete(runId);
    this.#places.set(runId, places);
    for (const oldest of this.#places.keys()) if (this.#places.size > MOST_RUNS) this.#places.delete(oldest);
    return places;
  }

  /** The batches of these places, read a few at a time: no lock is held between them. */
  *batches<N extends ColumnName>(
    runId: string,
    places: readonly BatchPlace[],
    names: readonly N[],
  ): Generator<PlacedBatch<N>, void, undefined> {
    const one = this.#database.prepare(BATCH);
    for (let at = 0; at < places.length; at += BATCHES_PER_PAGE) {
      const page = places.slice(at, at + BATCHES_PER_PAGE);
      const stored = this.#database.read(() => page.map(({ batch }) => one.get(runId, batch)));
      for (const [index, { firstSeq }] of page.entries()) {
        const cells = stored[index];
        if (cells !== undefined) yield { firstSeq, batch: batchOf(cells, names) };
      }
    }
  }

  /** @throws UserError not_found */
  batchOf(runId: string, { batch }: BatchPlace): SampleBatch {
    const cells = this.#database.read(() => this.#database.prepare(BATCH).get(runId, batch));
    if (cells === undefined) throw new UserError('not_found', 'These requests are not in the history any more.');
    return batchOf(cells, COLUMN_NAMES);
  }

  /** Those that overlap `from` to `to`, in ms since the run's start. */
  snapshots(runId: string, from: number, to: number): Snapshot[] {
    const sql = 'SELECT data FROM snapshots WHERE run_id = ? AND idx BETWEEN ? AND ? ORDER BY idx';
    const [first, last] = [Math.floor(from / SNAPSHOT_MS), Math.ceil(to / SNAPSHOT_MS)];
    const stored = this.#database.read(() => this.#database.prepare(sql).all(runId, first, last));
    return stored.map((cells) => snapshotCell(cells, 'data'));
  }

  examples(runId: string): FailureExample[] {
    const sql = 'SELECT example FROM failure_examples WHERE run_id = ?';
    return this.#database
      .read(() => this.#database.prepare(sql).all(runId))
      .map((cells) => jsonCell<FailureExample>(cells, 'example'));
  }

  close(): void {
    this.#database.close();
  }
}

function batchOf<N extends ColumnName>(cells: Cells, names: readonly N[]): PartialBatch<N> {
  const count = numberCell(cells, 'count');
  return {
    worker: numberCell(cells, 'worker'),
    count,
    columns: decodeSome(bytesCell(cells, 'columns'), count, names),
    errors: jsonCell<SampleError[]>(cells, 'errors'),
    addresses: jsonCell<string[]>(cells, 'addresses'),
  };
}
