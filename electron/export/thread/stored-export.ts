// One export of a stored run, over its own connection, into the buffers that it receives. It does not know threads.
import { UserError } from '../../../shared/errors.ts';
import type { SampleBatch } from '../../../shared/sample.ts';
import { requestsCsv, type CsvBatch } from '../csv/requests-csv.ts';
import { rowsPassedOver } from '../../samples/passed-over.ts';
import { RowFilter } from '../../samples/row-filter.ts';
import { attempt } from '../../store/attempt.ts';
import type { BatchPlace } from '../../store/batch-place.ts';
import { BatchReader, openToRead } from '../../store/batch-reader.ts';
import type { Database } from '../../store/database.ts';
import { readGeneratorSeconds } from '../../store/generator-seconds.ts';
import { SnapshotStore } from '../../store/snapshot-store.ts';
import type { ExportProgress, ExportTask } from './messages.ts';

export interface FilledBuffer {
  readonly buffer: ArrayBuffer;
  /** How many bytes of it are valid. */
  readonly length: number;
}

export class StoredExport {
  readonly #task: ExportTask;
  readonly #database: Database;
  readonly #takeBuffer: (atLeast: number) => ArrayBuffer;
  readonly #stored: BatchReader;
  #rows = 0;
  #share = 0;
  #damaged = 0;

  /** `takeBuffer` is called at most once per chunk. @throws UserError store_unavailable */
  constructor(task: ExportTask, takeBuffer: (atLeast: number) => ArrayBuffer) {
    this.#task = task;
    this.#takeBuffer = takeBuffer;
    this.#database = openToRead(task.path);
    this.#stored = new BatchReader(this.#database);
  }

  get progress(): ExportProgress {
    return { rows: this.#rows, share: this.#share, damaged: this.#damaged };
  }

  /** The generator returns the number of rows, and throws UserError store_unavailable and store_damaged. */
  async chunks(): Promise<Generator<FilledBuffer, number, undefined>> {
    if (this.#task.kind === 'requests-csv') return this.#requests();
    // It is loaded here because it imports plans and their parser, which would double this thread's memory.
    const { timeseriesCsv } = await import('../csv/timeseries-csv.ts');
    const { row } = this.#task;
    return this.#encoded(timeseriesCsv(row, new SnapshotStore(this.#database).all(row.id), this.#wholeBatches()));
  }

  *#requests(): Generator<FilledBuffer, number, undefined> {
    const { row } = this.#task;
    const dataRows = row.summary?.journey?.dataRows ?? {};
    const run = { ...row, generator: readGeneratorSeconds(this.#database, row.id), dataRows };
    const chunks = requestsCsv(run, this.#batches(), (atLeast) => new Uint8Array(this.#takeBuffer(atLeast)));
    let next = chunks.next();
    for (; next.done !== true; next = chunks.next()) yield { buffer: next.value.buffer, length: next.value.length };
    return next.value;
  }

  close(): void {
    this.#database.close();
  }

  *#batches(): Generator<CsvBatch, void, undefined> {
    const { row, filter } = this.#task;
    const all = this.#stored.places(row.id);
    const places = filter === null ? all : all.filter((place) => rowsPassedOver(place, filter, row.plan) === null);
    const total = places.reduce((sum, { count }) => sum + count, 0);
    const chooser = filter === null ? null : new RowFilter(filter, row.plan, true, row.generators);
    let read = 0;
    for (const place of places) {
      const batch = this.#batchAt(place);
      read += place.count;
      this.#share = read / total;
      if (batch === undefined) {
        this.#damaged += place.count;
        continue;
      }
      const { rows, count } = chooser?.choose(batch) ?? { rows: null, count: batch.count };
      yield { batch, firstSeq: place.firstSeq, rows, count };
      this.#rows += count;
    }
  }

  /** Returns undefined if it cannot be read. A batch that is missing although its place is known was lost to damage too. */
  #batchAt(place: BatchPlace): SampleBatch | undefined {
    try {
      return attempt(() => this.#stored.next(this.#task.row.id, place));
    } catch (error) {
      if (error instanceof UserError && error.failure.code === 'not_found') return undefined;
      throw error;
    }
  }

  *#wholeBatches(): Generator<SampleBatch, void, undefined> {
    for (const { batch } of this.#batches()) yield batch;
  }

  *#encoded(texts: Generator<string, number, undefined>): Generator<FilledBuffer, number, undefined> {
    const encoder = new TextEncoder();
    let next = texts.next();
    for (; next.done !== true; next = texts.next()) {
      const buffer = this.#takeBuffer(3 * next.value.length);
      yield { buffer, length: encoder.encodeInto(next.value, new Uint8Array(buffer)).written };
    }
    return next.value;
  }
}
