// Reads stored requests over its own read-only connection; remembers where the batches of a run are.
import type { FailureExample } from '../../shared/failure-example.ts';
import type { ColumnName, SampleBatch } from '../../shared/sample.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { BatchPlace } from '../store/batch-place.ts';
import { BatchReader, openToRead, type PlacedBatch } from '../store/batch-reader.ts';
import type { Database } from '../store/database.ts';
import { readExamples, readRun, type StoredRun } from '../store/run-reader.ts';
import { SnapshotStore } from '../store/snapshot-store.ts';

const MOST_RUNS = 4;

export class SampleFile {
  readonly #database: Database;
  readonly #batches: BatchReader;
  /** The batches of the most recently read runs. */
  readonly #places = new Map<string, readonly BatchPlace[]>();

  /** @throws UserError store_unavailable */
  constructor(path: string) {
    this.#database = openToRead(path);
    this.#batches = new BatchReader(this.#database);
  }

  /** @throws UserError not_found, store_unavailable */
  run(id: string): StoredRun {
    return readRun(this.#database, id);
  }

  /** Ascending; of an active run, what is stored so far. */
  places(runId: string): readonly BatchPlace[] {
    const known = this.#places.get(runId) ?? [];
    const added = this.#batches.places(runId, known.at(-1));
    const places = added.length === 0 ? known : [...known, ...added];
    this.#places.delete(runId);
    this.#places.set(runId, places);
    for (const oldest of this.#places.keys()) if (this.#places.size > MOST_RUNS) this.#places.delete(oldest);
    return places;
  }

  batches<N extends ColumnName>(
    runId: string,
    places: readonly BatchPlace[],
    names: readonly N[],
  ): Generator<PlacedBatch<N>, void, undefined> {
    return this.#batches.some(runId, places, names);
  }

  /** @throws UserError not_found */
  batchOf(runId: string, place: BatchPlace): SampleBatch {
    return this.#batches.one(runId, place);
  }

  /** The snapshots that overlap `from` to `to`, in ms since the start of the run. */
  snapshots(runId: string, from: number, to: number): Snapshot[] {
    return new SnapshotStore(this.#database).between(runId, from, to);
  }

  examples(runId: string): FailureExample[] {
    return readExamples(this.#database, runId);
  }

  close(): void {
    this.#database.close();
  }
}
