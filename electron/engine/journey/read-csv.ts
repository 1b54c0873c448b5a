// Reads a CSV file into a table of cells (RFC 4180). It accepts a byte order mark, CRLF or LF, quotes, and the usual delimiters.
import type { DataTable } from '../files/data-table.ts';
import { utf8Of } from './utf8-of.ts';

export type ReadTable = { readonly ok: true; readonly table: DataTable } | { readonly ok: false; readonly message: string };

const LF = 10;
const CR = 13;
const QUOTE = 34;
const DELIMITERS = [',', ';', '\t', '|'] as const;
/** The place of each cell is stored in 32 bits. */
const MOST_BYTES = 4_000_000_000;

/** If `delimiter` is null, the most frequent one in the first line is used. Error messages name the line. */
export function readCsv(file: Buffer, delimiter: string | null): ReadTable {
  const whole = utf8Of(file);
  if (whole.length > MOST_BYTES) return refuse('It is larger than 4 GB.');
  if (whole[0] === 0 || whole[1] === 0) return refuse('It looks like UTF-16 without a byte order mark. Save it as UTF-8.');
  // The line in which Excel names the delimiter.
  const [named = '', own] = /^sep=([,;|\t])\r?\n/i.exec(whole.toString('latin1', 0, 8)) ?? [];
  const bytes = whole.subarray(named.length);
  if (!bytes.includes(LF) && bytes.includes(CR)) return refuse('Its lines end with CR alone. Save it with LF or CRLF.');
  const sign = (delimiter ?? own ?? delimiterOf(bytes)).charCodeAt(0);
  const reader = new CellReader(bytes, sign);
  const columns: string[] = [];
  while (columns.length === 0 || !reader.isLineEnd) {
    if (!reader.next())
      return refuse(reader.fault ?? (columns.length === 0 ? 'It is empty.' : 'It has no rows below its line of column names.'));
    columns.push(reader.text().trim());
    if (reader.isLineEnd) break;
  }
  const double = columns.find((name, at) => columns.indexOf(name) !== at);
  if (double !== undefined) return refuse(`Its first line names the column “${double}” twice.`);
  return readRows(reader, columns);
}

function readRows(reader: CellReader, columns: readonly string[]): ReadTable {
  reader.restart();
  let starts = new Uint32Array(1024);
  let cells = 0;
  let inRow = 0;
  while (reader.next()) {
    if (cells + 1 === starts.length) starts = doubled(starts);
    starts[cells] = reader.start;
    if (reader.isLineEnd && inRow === 0 && reader.isEmpty && columns.length > 1) continue;
    cells += 1;
    inRow += 1;
    if (!reader.isLineEnd) continue;
    if (inRow !== columns.length)
      return refuse(`Line ${reader.line} has ${inRow} fields; the first line names ${columns.length} columns.`);
    inRow = 0;
  }
  if (reader.fault !== null) return refuse(reader.fault);
  if (inRow > 0) return refuse(`The last line has ${inRow} fields; the first line names ${columns.length} columns.`);
  if (cells === 0) return refuse('It has no rows below its line of column names.');
  starts[cells] = reader.end;
  return {
    ok: true,
    table: {
      columns,
      rows: cells / columns.length,
      text: reader.shared(),
      starts: shared(starts.subarray(0, cells + 1)),
      isJson: false,
    },
  };
}

/** Reads one cell after another and collects their unquoted text in one buffer. */
class CellReader {
  readonly #bytes: Buffer;
  readonly #delimiter: number;
  readonly #out: Buffer;
  #at = 0;
  /** Where the current cell begins and ends in the collected text. */
  start = 0;
  end = 0;
  /** The line of the current cell, from 1. */
  line = 0;
  #nextLine = 1;
  /** True if the file ends with a delimiter, after which an empty cell follows. */
  #owesCell = false;
  isLineEnd = false;
  fault: string | null = null;

  constructor(bytes: Buffer, delimiter: number) {
    this.#bytes = bytes;
    this.#delimiter = delimiter;
    this.#out = Buffer.from(new SharedArrayBuffer(bytes.length));
  }

  get isEmpty(): boolean {
    return this.start === this.end;
  }

  text(): string {
    return this.#out.toString('utf8', this.start, this.end);
  }

  shared(): SharedArrayBuffer {
    const all = new SharedArrayBuffer(this.end);
    Buffer.from(all).set(this.#out.subarray(0, this.end));
    return all;
  }

  /** Discards the collected text but not the position in the file. */
  restart(): void {
    this.start = 0;
    this.end = 0;
  }

  /** Returns false at the end of the file and if something is wrong. */
  next(): boolean {
    const bytes = this.#bytes;
    if (this.#at >= bytes.length && !this.#owesCell) return false;
    this.start = this.end;
    this.line = this.#nextLine;
    if (this.#owesCell) {
      this.#owesCell = false;
      this.isLineEnd = true;
      return true;
    }
    if (bytes[this.#at] === QUOTE) return this.#readQuoted();
    let to = this.#at;
    while (to < bytes.length && bytes[to] !== this.#delimiter && bytes[to] !== LF) to += 1;
    const hasCr = bytes[to - 1] === CR && to > this.#at && bytes[to] !== this.#delimiter;
    this.#gather(this.#at, hasCr ? to - 1 : to);
    this.#pass(to);
    return true;
  }

  #readQuoted(): boolean {
    const bytes = this.#bytes;
    let from = this.#at + 1;
    for (let to = from; to < bytes.length; to += 1) {
      if (bytes[to] === LF) this.#nextLine += 1;
      if (bytes[to] !== QUOTE) continue;
      this.#gather(from, to);
      if (bytes[to + 1] === QUOTE) {
        from = to + 1;
        to += 1;
        continue;
      }
      const after = bytes[to + 1] === CR ? to + 2 : to + 1;
      if (after < bytes.length && bytes[after] !== this.#delimiter && bytes[after] !== LF) {
        this.fault = `Line ${this.#nextLine}: a text follows a closing quote. Write two quotes where one is meant.`;
        return false;
      }
      this.#pass(after);
      return true;
    }
    this.fault = `Line ${this.line}: a quote is opened and never closed.`;
    return false;
  }

  #gather(from: number, to: number): void {
    this.#bytes.copy(this.#out, this.end, from, to);
    this.end += Math.max(0, to - from);
  }

  /** Moves past the delimiter or line end at `to`. */
  #pass(to: number): void {
    this.isLineEnd = to >= this.#bytes.length || this.#bytes[to] === LF;
    if (this.#bytes[to] === LF) this.#nextLine += 1;
    this.#owesCell = !this.isLineEnd && to === this.#bytes.length - 1;
    this.#at = to + 1;
  }
}

function delimiterOf(bytes: Buffer): string {
  const end = bytes.indexOf(LF);
  const line = bytes.toString('utf8', 0, end === -1 ? Math.min(bytes.length, 65_536) : end).replaceAll(/"(?:[^"]|"")*"/g, '');
  return DELIMITERS.toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ',';
}

function doubled(starts: Uint32Array): Uint32Array<ArrayBuffer> {
  const twice = new Uint32Array(starts.length * 2);
  twice.set(starts);
  return twice;
}

function shared(starts: Uint32Array): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(starts.byteLength);
  new Uint32Array(memory).set(starts);
  return memory;
}

function refuse(message: string): ReadTable {
  return { ok: false, message };
}
