// Reads k6's CSV from its bytes: about nine lines for each request, and some of other metrics. Few of them are divided into cells.
import type { LineReader } from './byte-lines.ts';
import { isAt } from './cell-texts.ts';
import type { CsvRecord } from './csv-record.ts';
import { K6CsvColumns } from './k6-csv-columns.ts';
import { k6CsvSample } from './k6-csv-sample.ts';
import type { K6Joining } from './k6-joining.ts';
import { K6RepeatedLine } from './k6-repeated-line.ts';
import type { LineCells } from './line-cells.ts';
import { joiningInto } from './quick-k6-request.ts';
import type { Decode } from './quick-texts.ts';
import type { RequestSink } from './request-sink.ts';

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const COMMA = 44;
const LOWER_H = 104;
const LOWER_M = 109;
/** Of a moment or a value. */
const MOST_BYTES = 40;
const FIRST = new TextEncoder().encode('http_reqs,');

export class K6CsvReader implements LineReader {
  readonly #decode: Decode;
  readonly #joining: K6Joining;
  readonly #repeated = new K6RepeatedLine();
  #columns: K6CsvColumns | null = null;
  #isNew = false;

  constructor(decode: Decode, sink: RequestSink) {
    this.#decode = decode;
    this.#joining = joiningInto(sink);
  }

  readWhole(bytes: Uint8Array, from: number, line: number): number {
    const next = this.#repeated.readInto(this.#joining, bytes, from, line);
    if (next !== -1 || this.#columns?.areFirst !== true) return next;
    switch (bytes[from]) {
      case LOWER_H:
        return this.#readFirst(this.#columns, bytes, from, line);
      // The names of the columns, perhaps.
      case LOWER_M:
        return -1;
      default:
        return afterLine(bytes, from, this.#columns.places.size);
    }
  }

  readCells(bytes: Uint8Array, cells: LineCells): boolean {
    const columns = this.#columns;
    if (columns === null || !columns.fits(cells)) return false;
    if (this.#isNew) {
      this.#isNew = false;
      cells.tailFrom = columns.tags.tailFrom;
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
        this.#joining.begin(columns.momentIn(bytes, cells), cells.line, columns.tags.of(bytes, cells));
        this.#note(bytes, cells, -1);
        return true;
      case 'value':
        columns.momentIn(bytes, cells);
        this.#joining.set(metric.place, columns.valueIn(bytes, cells), cells.line);
        this.#note(bytes, cells, metric.place);
        return true;
    }
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

  /** The first line of a request, if its tags are known. */
  #readFirst({ moments, tags }: K6CsvColumns, bytes: Uint8Array, from: number, line: number): number {
    const momentAt = from + FIRST.length;
    if (!isAt(FIRST, bytes, from, momentAt)) return -1;
    const momentTo = commaAfter(bytes, momentAt);
    const valueTo = momentTo === -1 ? -1 : commaAfter(bytes, momentTo + 1);
    if (valueTo === -1) return -1;
    const end = bytes.indexOf(NEWLINE, valueTo);
    const texts = tags.knownAt(bytes, valueTo + 1, end);
    if (texts === null) return -1;
    this.#joining.begin(moments.of(bytes, momentAt, momentTo, line), line, texts);
    const places = { lineAt: from, metricAt: from, metricTo: momentAt - 1, valueAt: momentTo + 1, valueTo, next: end + 1 };
    this.#repeated.note(bytes, places, -1);
    return end + 1;
  }

  /** Only a line whose first cells are metric, moment and value, without quotes. */
  #note(bytes: Uint8Array, { starts, ends, next }: LineCells, place: number): void {
    const [metricAt = 0, momentAt = 0, valueAt = 0] = starts;
    const [metricTo = 0, momentTo = 0, valueTo = 0] = ends;
    const isPlain = momentAt === metricTo + 1 && valueAt === momentTo + 1 && bytes[valueTo] === COMMA;
    if (!isPlain || this.#columns?.areFirst !== true) this.#repeated.forget();
    else this.#repeated.note(bytes, { lineAt: metricAt, metricAt, metricTo, valueAt, valueTo, next }, place);
  }
}

/** -1 if something else than a number or a date comes before it. */
function commaAfter(bytes: Uint8Array, from: number): number {
  for (let at = from; at < from + MOST_BYTES; at += 1) {
    const byte = bytes[at] ?? NEWLINE;
    if (byte === COMMA) return at;
    if (byte === QUOTE || byte === NEWLINE || byte === RETURN) return -1;
  }
  return -1;
}

/** Where the line after this one begins, which has that many cells; -1 if it has not, or if any may be in quotes. */
function afterLine(bytes: Uint8Array, from: number, cells: number): number {
  let left = cells - 1;
  for (let at = from; ; at += 1) {
    const byte = bytes[at] ?? QUOTE;
    if (byte > COMMA) continue;
    if (byte === COMMA) left -= 1;
    else if (byte === NEWLINE) return left === 0 ? at + 1 : -1;
    else if (byte === QUOTE || byte === RETURN) return -1;
  }
}
