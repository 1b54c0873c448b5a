// Reads the rows of a file of requests from their bytes.
import type { LineReader } from './byte-lines.ts';
import type { CsvRecord } from './csv-record.ts';
import { NO_TAIL, type LineCells } from './line-cells.ts';
import { quickRow } from './quick-row.ts';
import type { QuickRow } from './quick-shared-row.ts';
import type { Decode } from './quick-texts.ts';
import type { RequestColumns } from './request-columns.ts';
import type { RequestSink } from './request-sink.ts';

export class RowReader implements LineReader {
  readonly #decode: Decode;
  readonly #sink: RequestSink;
  #columns: RequestColumns | null = null;
  #quick: QuickRow | null = null;

  constructor(decode: Decode, sink: RequestSink) {
    this.#decode = decode;
    this.#sink = sink;
  }

  readCells(bytes: Uint8Array, cells: LineCells): boolean {
    const columns = this.#sink.columns();
    if (columns !== this.#columns) {
      this.#columns = columns;
      this.#quick = columns === null ? null : quickRow(columns, this.#decode);
      cells.tailFrom = this.#quick?.tailFrom ?? NO_TAIL;
    }
    if (this.#quick === null || !this.#quick.read(bytes, cells, this.#sink.originOf)) return false;
    this.#sink.handleRequest(this.#quick.request);
    return true;
  }

  readRecord(record: CsvRecord): boolean {
    return this.#sink.readRecord(record);
  }
}
