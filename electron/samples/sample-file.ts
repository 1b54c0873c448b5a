// Stored requests read over a connection of its own that can write nothing. Knows SQL and the stored format, no question.
import { DatabaseSync } from 'node:sqlite';
import type { Annotation } from '../../shared/annotation.ts';
import { UserError } from '../../shared/errors.ts';
import type { FailureExample } from '../../shared/failure-example.ts';
import type { Plan } from '../../shared/plan.ts';
import type { SampleBatch, SampleError } from '../../shared/sample.ts';
import { SNAPSHOT_MS, type Snapshot } from '../../shared/snapshot.ts';
import type { RunSummary } from '../../shared/summary.ts';
import { bytesCell, jsonCell, numberCell, planCell, snapshotCell, type Cells } from '../store/cells.ts';
import { Database } from '../store/database.ts';
import { decodeColumns } from '../store/sample-codec.ts';

const BATCHES_PER_PAGE = 16;

export interface StoredRun {
  readonly id: string;
  readonly plan: Plan;
  readonly annotations: readonly Annotation[];
  /** Of what is stored so far. */
  readonly durationMs: number;
}

/** Where a batch's rows lie in the run; `firstSeq` from 1. */
export interface BatchPlace {
  readonly batch: number;
  readonly firstSeq: number;
  readonly count: number;
}

export interface PlacedBatch {
  readonly firstSeq: number;
  readonly batch: SampleBatch;
}

export class SampleFile {
  readonly #database: Database;

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

  /** Ascending. */
  places(runId: string): BatchPlace[] {
    const sql = 'SELECT seq, count FROM sample_batches WHERE run_id = ? ORDER BY seq';
    let firstSeq = 1;
    return this.#database
      .read(() => this.#database.prepare(sql).all(runId))
      .map((cells) => {
        const place = { batch: numberCell(cells, 'seq'), firstSeq, count: numberCell(cells, 'count') };
        firstSeq += place.count;
        return place;
      });
  }

  /** The batches of these places, read a few at a time: no lock is held between them. */
  *batches(runId: string, places: readonly BatchPlace[]): Generator<PlacedBatch, void, undefined> {
    const page = this.#database.prepare(
      'SELECT seq, worker, count, columns, errors, addresses FROM sample_batches WHERE run_id = ? AND seq BETWEEN ? AND ? ORDER BY seq',
    );
    for (let at = 0; at < places.length; at += BATCHES_PER_PAGE) {
      const wanted = places.slice(at, at + BATCHES_PER_PAGE);
      const rows = this.#database.read(() => page.all(runId, wanted[0]?.batch ?? 0, wanted.at(-1)?.batch ?? 0));
      for (const [index, { firstSeq }] of wanted.entries()) {
        const cells = rows[index];
        if (cells !== undefined) yield { firstSeq, batch: batchOf(cells) };
      }
    }
  }

  /** @throws UserError not_found */
  batchOf(runId: string, { batch }: BatchPlace): SampleBatch {
    const sql = 'SELECT worker, count, columns, errors, addresses FROM sample_batches WHERE run_id = ? AND seq = ?';
    const cells = this.#database.read(() => this.#database.prepare(sql).get(runId, batch));
    if (cells === undefined) throw new UserError('not_found', 'These requests are not in the history any more.');
    return batchOf(cells);
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

function batchOf(cells: Cells): SampleBatch {
  const count = numberCell(cells, 'count');
  return {
    worker: numberCell(cells, 'worker'),
    count,
    columns: decodeColumns(bytesCell(cells, 'columns'), count),
    errors: jsonCell<SampleError[]>(cells, 'errors'),
    addresses: jsonCell<string[]>(cells, 'addresses'),
  };
}
