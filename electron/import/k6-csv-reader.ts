// Reads k6's CSV from its bytes: about nine lines for each request.
import type { LineReader } from './byte-lines.ts';
import type { CsvRecord } from './csv-record.ts';
import { K6CsvColumns } from './k6-csv-columns.ts';
import { k6CsvSample } from './k6-csv-sample.ts';
import type { K6Joining } from './k6-joining.ts';
import { K6RepeatedLine } from './k6-repeated-line.ts';
import type { LineCells } from './line-cells.ts';
import { joiningInto } from './quick-k6-request.ts';
import type { Decode } from './quick-texts.ts';
import type { RequestSink } from './request-sink.ts';

const COMMA = 44;

export class K6CsvReader implements LineReader {
  readonly #decode: Decode;
  readonly #joining: K6Joining;
  #columns: K6CsvColumns | null = null;
  #isNew = false;
  readonly #repeated = new K6RepeatedLine();

  constructor(decode: Decode, sink: RequestSink) {
    this.#decode = decode;
    this.#joining = joiningInto(sink);
  }

  readCells(bytes: Uint8Array, cells: LineCells): boolean {
    const columns = this.#columns;
    if (columns === null || !columns.fits(cells)) return false;
    if (this.#isNew) {
      this.#isNew = false;
      cells.tailFrom = columns.tailFrom;
    }
    const metric = columns.metricIn(bytes, cells);
    switch (metric.kind) {
      case 'other':
        return true;
      case 'names':
        return false;
      case 'moment':
        columns.momentIn(bytes, cells);
        return true;
      case 'first':
        this.#joining.begin(columns.momentIn(bytes, cells), cells.line, columns.textsIn(bytes, cells));
        this.#note(bytes, cells, -1);
        return true;
      case 'value':
        columns.momentIn(bytes, cells);
        this.#joining.set(metric.place, columns.valueIn(bytes, cells), cells.line);
        this.#note(bytes, cells, metric.place);
        return true;
    }
  }

  /** Only a line whose first cells are metric, moment and value, without quotes. */
  #note(bytes: Uint8Array, { starts, ends, next }: LineCells, place: number): void {
    const [metricAt = 0, momentAt = 0, valueAt = 0] = starts;
    const [metricTo = 0, momentTo = 0, valueTo = 0] = ends;
    const isPlain = momentAt === metricTo + 1 && valueAt === momentTo + 1 && bytes[valueTo] === COMMA;
    if (!isPlain || this.#columns?.areFirst !== true) this.#repeated.forget();
    else this.#repeated.note(bytes, { lineAt: metricAt, metricAt, metricTo, valueAt, valueTo, next }, place);
  }

  readRepeated(bytes: Uint8Array, from: number, line: number): number {
    const next = this.#repeated.read(bytes, from);
    if (next !== -1) this.#joining.set(this.#repeated.place, this.#repeated.value, line);
    return next;
  }

  readRecord(record: CsvRecord): boolean {
    if (this.#columns === null || record.cells[0] === 'metric_name') {
      this.#columns = new K6CsvColumns(record.cells, this.#decode);
      this.#isNew = true;
      this.#repeated.forget();
      return true;
    }
    const sample = k6CsvSample(this.#columns.places, record);
    if (sample === null) this.#joining.cut(record.line);
    else this.#joining.add(sample);
    return true;
  }

  /** Must be called after the last line. @throws UserError import_invalid */
  finish(): void {
    this.#joining.finish();
  }
}
