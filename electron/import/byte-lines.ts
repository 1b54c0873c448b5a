// The lines of a file in columns that one byte divides, where they stand among its bytes: for a reader to whom a text for each cell would
// cost too much. What it cannot read so, and the end of the file, come as records of texts.
import { isUtf8 } from 'node:buffer';
import { MOST_RECORD_BYTES } from './careful-records.ts';
import type { CsvFormat, CsvRecord } from './csv-record.ts';
import { cellsOf, csvRecords } from './csv-records.ts';
import { LineCells } from './line-cells.ts';
import { decoded, WrongEncoding, type TextEncoding } from './text-source.ts';

export interface LineReader {
  /** True where it has read the line; its cells are good for that call only. */
  readonly readCells: (bytes: Uint8Array, cells: LineCells) => boolean;
  /** False where nothing behind it is wanted. */
  readonly readRecord: (record: CsvRecord) => boolean;
}

const FIRST_WINDOW = 512 * 1024;
const NEWLINE = 10;
const RETURN = 13;
const MARK = [0xef, 0xbb, 0xbf] as const;

/** The encoding holds ASCII as it is, and the delimiter is of it. */
export function isOfBytes(encoding: TextEncoding, { delimiter }: CsvFormat): boolean {
  return (encoding === 'utf-8' || encoding === 'windows-1252') && /^[\x20-\x7e\t]$/.test(delimiter) && delimiter !== '"';
}

/** Goes on once for each piece of the file, when all its lines were read. @throws WrongEncoding, UserError import_invalid */
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
    const rest = decoded(encoding, following(lines.left, chunks), lines.count > 0);
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
  /** Holds what is not read yet, from its beginning on. */
  #window = new Uint8Array(FIRST_WINDOW);
  #held = 0;
  /** Lines that were read. */
  count = 0;
  hasRecord = false;
  /** What is left takes more care. */
  isOdd = false;

  constructor(encoding: TextEncoding, format: CsvFormat, reader: LineReader) {
    this.#encoding = encoding;
    this.#format = format;
    this.#reader = reader;
    this.#cells = new LineCells(format.delimiter.charCodeAt(0));
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: true });
  }

  /** The last record stays unread: whoever reads it has to know that nothing follows. False where nothing more is wanted. */
  add(chunk: Uint8Array): boolean {
    const bytes = this.#joined(chunk);
    const until = lastRecord(bytes);
    if (this.#encoding === 'utf-8' && !isUtf8(bytes.subarray(0, until))) throw new WrongEncoding();
    let at = this.count === 0 && until > 0 && MARK.every((byte, place) => bytes[place] === byte) ? MARK.length : 0;
    while (at < until) {
      const isSkipped = this.count < this.#format.skippedLines;
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
    this.#window.copyWithin(0, at, bytes.length);
    this.#held = bytes.length - at;
    return true;
  }

  /** What is not read yet. */
  get left(): Uint8Array {
    return this.#window.slice(0, this.#held);
  }

  /** What was left and the chunk behind it, in memory that is used again and again. */
  #joined(chunk: Uint8Array): Uint8Array {
    const length = this.#held + chunk.length;
    if (length > this.#window.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.#window.subarray(0, this.#held));
      this.#window = larger;
    }
    this.#window.set(chunk, this.#held);
    return this.#window.subarray(0, length);
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

/** Where the last line begins that has an end and is not empty. */
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
