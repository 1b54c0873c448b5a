// The only reader of stored batches: their SQL and their decoding. It knows neither questions nor filters.
import { DatabaseSync } from 'node:sqlite';
import { UserError } from '../../shared/errors.ts';
import {
  COLUMN_NAMES,
  type BatchTally,
  type ColumnName,
  type SampleBatch,
  type SampleColumns,
  type SampleError,
  type SentRequest,
  type ServerTiming,
} from '../../shared/sample.ts';
import { placeFromBatch, placeFromSpan, type BatchPlace } from './batch-place.ts';
import { attempt } from './attempt.ts';
import { bytesCell, jsonCell, listCell, numberCell, type Cells } from './cells.ts';
import { ColumnReader, decodeSome } from './codec/sample-codec.ts';
import { BUSY_TIMEOUT_MS, Database } from './database.ts';

const BATCHES_PER_PAGE = 16;
const BATCH =
  'SELECT worker, count, columns, errors, addresses, requests, tally, timings FROM sample_batches WHERE run_id = ? AND seq = ?';
const SPANS = 'SELECT * FROM batch_spans WHERE run_id = ? AND seq > ? ORDER BY seq';
/** Batches that were stored before spans existed have none. */
const COUNTS = 'SELECT seq, count FROM sample_batches WHERE run_id = ? AND seq > ? ORDER BY seq';

/** A batch with only the requested columns. */
export interface PartialBatch<N extends ColumnName> extends Omit<SampleBatch, 'columns'> {
  readonly columns: Pick<SampleColumns, N>;
}

export interface PlacedBatch<N extends ColumnName> {
  readonly firstSeq: number;
  readonly batch: PartialBatch<N>;
}

/**
 * A separate read-only connection. It waits for locks like any other, because the last process that closes the history holds the
 * file exclusively while it tidies up. @throws UserError store_unavailable
 */
export function openToRead(path: string): Database {
  return new Database(path, new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS }), BUSY_TIMEOUT_MS);
}

/** Every method may throw UserError store_unavailable or store_damaged. */
export class BatchReader {
  readonly #database: Database;
  readonly #columns = new ColumnReader();

  constructor(database: Database) {
    this.#database = database;
  }

  /** In ascending order: the batches after `last`, or all that are stored so far. */
  places(runId: string, last?: BatchPlace): BatchPlace[] {
    const [batch, firstSeq] = last === undefined ? [-1, 1] : [last.batch, last.firstSeq + last.count];
    const spans = attempt(() => this.#database.read(() => this.#database.prepare(SPANS).all(runId, batch)));
    if (spans !== undefined && spans.length > 0) return spans.map(placeFromSpan);
    const counts =
      attempt(() => this.#database.read(() => this.#database.prepare(COUNTS).all(runId, batch))) ??
      this.#countsOneByOne(runId, batch);
    let next = firstSeq;
    return counts.map((cells) => {
      const place = placeFromBatch(cells, next);
      next += place.count;
      return place;
    });
  }

  /** If one page of the file is damaged, the neighbouring rows can still be read. */
  #countsOneByOne(runId: string, after: number): Cells[] {
    const one = this.#database.prepare('SELECT seq, count FROM sample_batches WHERE run_id = ? AND seq = ?');
    const sql = 'SELECT seq FROM sample_batches WHERE run_id = ? AND seq > ? ORDER BY seq';
    const seqs = this.#database.read(() => this.#database.prepare(sql).all(runId, after));
    const cells = seqs.map(({ seq }) => attempt(() => this.#database.read(() => one.get(runId, Number(seq)))));
    return cells.filter((found) => found !== undefined);
  }

  /** The batches at these places, read a few at a time, so that no lock is held between them. */
  *some<N extends ColumnName>(
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
        if (cells === undefined) continue;
        const count = numberCell(cells, 'count');
        yield { firstSeq, batch: { ...factsOf(cells), columns: decodeSome(bytesCell(cells, 'columns'), count, names) } };
      }
    }
  }

  /** Its columns are the caller's own and may be kept. @throws UserError not_found */
  one(runId: string, place: BatchPlace): SampleBatch {
    const cells = this.#cells(runId, place);
    return { ...factsOf(cells), columns: decodeSome(bytesCell(cells, 'columns'), numberCell(cells, 'count'), COLUMN_NAMES) };
  }

  /** The result is valid until the next batch is read, because every call fills the same arrays. @throws UserError not_found */
  next(runId: string, place: BatchPlace): SampleBatch {
    const cells = this.#cells(runId, place);
    return { ...factsOf(cells), columns: this.#columns.read(bytesCell(cells, 'columns'), numberCell(cells, 'count')) };
  }

  #cells(runId: string, { batch }: BatchPlace): Cells {
    const cells = this.#database.read(() => this.#database.prepare(BATCH).get(runId, batch));
    if (cells === undefined) throw new UserError('not_found', 'These requests are not in the history any more.');
    return cells;
  }
}

function factsOf(cells: Cells): Omit<SampleBatch, 'columns'> {
  return {
    worker: numberCell(cells, 'worker'),
    count: numberCell(cells, 'count'),
    errors: listCell<SampleError>(cells, 'errors', { code: '', message: '' }),
    addresses: listCell<string>(cells, 'addresses', ''),
    requests: listCell<SentRequest>(cells, 'requests', { method: '', url: '' }),
    ...(cells['timings'] === '[]' ? {} : { timings: listCell<ServerTiming>(cells, 'timings', { row: 0, text: '' }) }),
    ...(cells['tally'] === '' ? {} : { tally: jsonCell<BatchTally>(cells, 'tally', { passed: [0], failed: [0] }) }),
  };
}
