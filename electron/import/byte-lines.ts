// Finds the cells of each line of a delimited file among its bytes, for a reader that cannot afford a text per cell. Lines that it
// cannot read this way, and the end of the file, are passed on as records of texts.
import { isUtf8 } from 'node:buffer';
import { ByteWindow, lengthOfMark } from './byte-window.ts';
import { MOST_RECORD_BYTES } from './careful-records.ts';
import type { CsvFormat, CsvRecord } from './csv-record.ts';
import { cellsOf, csvRecords } from './csv-records.ts';
import { LineCells } from './line-cells.ts';
import { decodedText, WrongEncoding, type TextEncoding } from './text-source.ts';

export interface LineReader {
  /** Returns true if it has read the line. The cells are valid during this call only. */
  readonly readCells: (bytes: Uint8Array, cells: LineCells) => boolean;
  /**
   * Reads a line whole, given its number in the file; returns where the next line begins, or -1 if this one has to be divided into
   * cells.
   */
  readonly readWhole?: (bytes: Uint8Array, from: number, line: number) => number;
  /** Returns false if no further lines are wanted. */
  readonly readRecord: (record: CsvRecord) => boolean;
}

const NEWLINE = 10;
const RETURN = 13;

/** True if the encoding keeps ASCII unchanged and the delimiter is an ASCII character. */
export function isOfBytes(encoding: TextEncoding, { delimiter }: CsvFormat): boolean {
  return keepsAscii(encoding) && /^[\x20-\x7e\t]$/.test(delimiter) && delimiter !== '"';
}

export function keepsAscii(encoding: TextEncoding): boolean {
  return encoding === 'utf-8' || encoding === 'windows-1252';
}

/** Yields after each piece of the file, once all lines in it were read. @throws WrongEncoding, UserError import_invalid */
export async function* readLines(
  chunks: AsyncGenerator<Uint8Array, void, undefined>,
  { encoding, format }: { readonly encoding: TextEncoding; readonly format: CsvFormat },
  reader: LineReader,
): AsyncGenerator<void, void, undefined> {
  const lines = new Lines(encoding, format, reader);
  try {
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
      if (!lines.add(next.value)) return;
      yield;
      if (lines.isOdd) break;
    }
    const rest = decodedText(encoding, following(lines.left, chunks), lines.count > 0);
    for await (const records of csvRecords(rest, format, { line: lines.count, hasRecord: lines.hasRecord })) {
      for (const record of records) if (!reader.readRecord(record)) return;
      yield;
    }
  } finally {
    await chunks.return();
  }
}

class Lines {
  readonly #encoding: TextEncoding;
  readonly #format: CsvFormat;
  readonly #reader: LineReader;
  readonly #cells: LineCells;
  readonly #decoder: InstanceType<typeof TextDecoder>;
  readonly #window = new ByteWindow();
  /** The number of lines that were read. */
  count = 0;
  hasRecord = false;
  /** True if the rest of the file must be read as texts. */
  isOdd = false;

  constructor(encoding: TextEncoding, format: CsvFormat, reader: LineReader) {
    this.#encoding = encoding;
    this.#format = format;
    this.#reader = reader;
    this.#cells = new LineCells(format.delimiter.charCodeAt(0));
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: true });
  }

  /** The last record stays unread, because its reader has to know that nothing follows. Returns false if no more is wanted. */
  add(chunk: Uint8Array): boolean {
    const bytes = this.#window.add(chunk);
    const until = lastRecord(bytes);
    if (this.#encoding === 'utf-8' && !isUtf8(bytes.subarray(0, until))) throw new WrongEncoding();
    let at = this.count === 0 && until > 0 ? lengthOfMark(bytes) : 0;
    while (at < until) {
      const next = this.#reader.readWhole?.(bytes, at, this.count + 1) ?? -1;
      if (next !== -1) {
        at = next;
        this.count += 1;
        continue;
      }
      const isSkipped = this.count < this.#format.skippedLines;
      this.#cells.line = this.count + 1;
      if (!isSkipped && this.#cells.read(bytes, at) && this.#reader.readCells(bytes, this.#cells)) {
        at = this.#cells.next;
        this.count += 1;
        continue;
      }
      const end = bytes.indexOf(NEWLINE, at);
      const read = this.#readText(bytes.subarray(at, end > at && bytes[end - 1] === RETURN ? end - 1 : end), isSkipped);
      if (read === 'over') return false;
      if (read === 'odd') break;
      at = end + 1;
    }
    this.isOdd = at < until || bytes.length - at > MOST_RECORD_BYTES;
    this.#window.keepFrom(at);
    return true;
  }

  get left(): Uint8Array {
    return this.#window.left;
  }

  #readText(line: Uint8Array, isSkipped: boolean): 'read' | 'odd' | 'over' {
    const cells = cellsOf(this.#decoder.decode(line), this.#format.delimiter);
    if (cells === null) return 'odd';
    this.count += 1;
    if (isSkipped || (cells.length === 1 && cells[0] === '')) return 'read';
    this.hasRecord = true;
    return this.#reader.readRecord({ cells, line: this.count, end: 'line' }) ? 'read' : 'over';
  }
}

/** The place where the last line begins that is complete and not empty. */
function lastRecord(bytes: Uint8Array): number {
  let end = bytes.lastIndexOf(NEWLINE);
  while (end > 0) {
    const before = bytes.lastIndexOf(NEWLINE, end - 1);
    if (end - before > 2 || (end - before === 2 && bytes[end - 1] !== RETURN)) return before + 1;
    end = before;
  }
  return 0;
}

async function* following(
  left: Uint8Array,
  chunks: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield left;
  yield* chunks;
}
