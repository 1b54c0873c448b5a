// One export of a stored run, over a connection of its own, into the buffers it is given. Knows no thread.
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { UserError } from '../../../shared/errors.ts';
import type { SampleBatch, SampleError } from '../../../shared/sample.ts';
import { requestsCsv, type CsvBatch } from '../csv/requests-csv.ts';
import { rowsPassedOver } from '../../samples/batch-place.ts';
import { readPlaces } from '../../samples/read-places.ts';
import { RowFilter } from '../../samples/row-filter.ts';
import { bytesCell, jsonCell, numberCell } from '../../store/cells.ts';
import { Database } from '../../store/database.ts';
import { readGeneratorSeconds } from '../../store/generator-seconds.ts';
import { ColumnReader } from '../../store/codec/sample-codec.ts';
import { SnapshotStore } from '../../store/snapshot-store.ts';
import type { ExportProgress, ExportTask } from './messages.ts';

export interface FilledBuffer {
  readonly buffer: ArrayBuffer;
  /** Bytes in it that count. */
  readonly length: number;
}

export class StoredExport {
  readonly #task: Omit<ExportTask, 'buffers'>;
  readonly #database: Database;
  readonly #takeBuffer: (atLeast: number) => ArrayBuffer;
  readonly #columns = new ColumnReader();
  readonly #select: StatementSync;
  #rows = 0;
  #share = 0;

  /** `takeBuffer` is called once a chunk at most. @throws UserError store_unavailable */
  constructor(task: Omit<ExportTask, 'buffers'>, takeBuffer: (atLeast: number) => ArrayBuffer) {
    this.#task = task;
    this.#takeBuffer = takeBuffer;
    this.#database = new Database(task.path, new DatabaseSync(task.path, { readOnly: true }));
    this.#select = this.#database.prepare(
      'SELECT worker, count, columns, errors, addresses FROM sample_batches WHERE run_id = ? AND seq = ?',
    );
  }

  get progress(): ExportProgress {
    return { rows: this.#rows, share: this.#share };
  }

  /** They return the number of rows, and throw UserError store_unavailable and store_damaged. */
  async chunks(): Promise<Generator<FilledBuffer, number, undefined>> {
    if (this.#task.kind === 'requests-csv') return this.#requests();
    // It knows plans and with them their parser, which would double this thread's memory.
    const { timeseriesCsv } = await import('../csv/timeseries-csv.ts');
    const { row } = this.#task;
    return this.#encoded(timeseriesCsv(row, new SnapshotStore(this.#database).all(row.id), this.#wholeBatches()));
  }

  *#requests(): Generator<FilledBuffer, number, undefined> {
    const { row } = this.#task;
    const run = { ...row, generator: readGeneratorSeconds(this.#database, row.id) };
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
    const all = readPlaces(this.#database, row.id);
    const places = filter === null ? all : all.filter((place) => rowsPassedOver(place, filter, row.plan) === null);
    const total = places.reduce((sum, { count }) => sum + count, 0);
    const chooser = filter === null ? null : new RowFilter(filter, row.plan);
    let read = 0;
    for (const { batch: seq, firstSeq } of places) {
      const batch = this.#batch(seq);
      const { rows, count } = chooser?.choose(batch) ?? { rows: null, count: batch.count };
      yield { batch, firstSeq, rows, count };
      read += batch.count;
      this.#rows += count;
      this.#share = read / total;
    }
  }

  /** Good until the next one is read. */
  #batch(seq: number): SampleBatch {
    const cells = this.#database.read(() => this.#select.get(this.#task.row.id, seq));
    if (cells === undefined) throw new UserError('not_found', 'These requests are not in the history any more.');
    const count = numberCell(cells, 'count');
    return {
      worker: numberCell(cells, 'worker'),
      count,
      columns: this.#columns.read(bytesCell(cells, 'columns'), count),
      errors: jsonCell<SampleError[]>(cells, 'errors'),
      addresses: jsonCell<string[]>(cells, 'addresses'),
    };
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
