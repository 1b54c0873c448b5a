// requests.csv: one row per request. JMeter's 17 columns come first, so that its listeners and the many JTL tools can read the
// file. JMeter parses timeStamp, elapsed, bytes, sentBytes, grpThreads, allThreads, Latency, IdleTime and Connect as integers
// (CSVSaveService.java) and refuses a file in which one of them is empty; it takes quoted header names for variables.
import { tracesOf } from '../../../shared/traced-run.ts';
import { JMETER_COLUMNS, OWN_COLUMNS, SENDER_COLUMN, TRACE_COLUMN } from '../../../shared/requests-columns.ts';
import type { SampleBatch } from '../../../shared/sample.ts';
import { bytesOf, CsvBytes } from './csv-bytes.ts';
import type { CsvRun } from './csv-run.ts';
import { RequestRows } from './request-rows.ts';

const HEADER = [...JMETER_COLUMNS.map(({ name }) => name), ...OWN_COLUMNS.map(({ name }) => `"${name}"`)].join(',');

export const CHUNK_BYTES = 1 << 20;

/** Rows of a batch that are to be written. */
export interface CsvBatch {
  readonly batch: SampleBatch;
  /** The number of the batch's first row in the run, from 1. */
  readonly firstSeq: number;
  /** Indexes of the rows, of which only the first `count` are valid; null for all rows. */
  readonly rows: Uint32Array | null;
  readonly count: number;
}

/**
 * The file in chunks of a megabyte; returns the number of rows. Each chunk is in the buffer that `takeBuffer` returned, which
 * must have at least the requested number of bytes.
 */
export function* requestsCsv(
  run: CsvRun,
  batches: Iterable<CsvBatch>,
  takeBuffer: (atLeast: number) => Uint8Array<ArrayBuffer> = (atLeast) => new Uint8Array(atLeast),
): Generator<Uint8Array<ArrayBuffer>, number, undefined> {
  const out = new CsvBytes();
  const requests = new RequestRows(run, out);
  const senders = (run.generators ?? []).length === 0 ? '' : `,"${SENDER_COLUMN.name}"`;
  const traces = tracesOf(run) === null ? '' : `,"${TRACE_COLUMN.name}"`;
  const header = bytesOf(`${HEADER}${senders}${traces}\r\n`);
  out.writeTo(takeBuffer(CHUNK_BYTES));
  out.text(header);
  let written = 0;
  for (const { batch, firstSeq, rows, count } of batches) {
    requests.begin(batch);
    const longest = requests.longestRow;
    for (let index = 0; index < count; index += 1) {
      if (out.at + longest > out.buffer.length) {
        yield out.written();
        out.writeTo(takeBuffer(Math.max(CHUNK_BYTES, longest)));
      }
      const row = rows === null ? index : (rows[index] ?? 0);
      requests.write(row, firstSeq + row);
    }
    written += count;
  }
  yield out.written();
  return written;
}
