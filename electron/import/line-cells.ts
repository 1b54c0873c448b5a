// The positions of the cells of one line among the bytes of a delimited file. It does not know what the columns mean.
import { ByteWords } from './byte-words.ts';

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const MOST_CELLS = 512;
/** No cell has this index. */
export const NO_TAIL = -1;

export class LineCells {
  readonly starts = new Int32Array(MOST_CELLS);
  readonly ends = new Int32Array(MOST_CELLS);
  count = 0;
  /** The number of the line in the file, from 1. */
  line = 0;
  /** The place where the next line begins. */
  next = 0;
  /** Changes with each line whose tail differs from that of the line before. */
  tailId = 0;
  /** The first cell of the tail, which many lines have in common. */
  #tailFrom = NO_TAIL;
  /** The bytes in which the tail of the line before lies, and where. */
  readonly #words = new ByteWords();
  #hasTail = false;
  #tailAt = 0;
  #tailLength = 0;
  #tailCount = 0;
  readonly #tailStarts = new Int32Array(MOST_CELLS);
  readonly #tailEnds = new Int32Array(MOST_CELLS);
  readonly #delimiter: number;
  /** No byte above this one separates cells or lines. */
  readonly #highest: number;

  constructor(delimiter: number) {
    this.#delimiter = delimiter;
    this.#highest = Math.max(delimiter, QUOTE);
  }

  /** From this cell on most lines are equal: a tail that equals that of the line before is compared and not divided again. */
  set tailFrom(cell: number) {
    this.#tailFrom = cell;
    this.#hasTail = false;
    this.tailId += 1;
  }

  /** Reads the complete line at `from`. Returns false if it must be read as text: quotes within quotes, line ends within a cell. */
  read(bytes: Uint8Array, from: number): boolean {
    const { starts, ends } = this;
    const delimiter = this.#delimiter;
    const highest = this.#highest;
    const tailFrom = this.#tailFrom;
    let count = 0;
    let start = from;
    let tailStart = -1;
    let at = from;
    for (;;) {
      let byte = bytes[at] ?? NEWLINE;
      while (byte > highest) {
        at += 1;
        byte = bytes[at] ?? NEWLINE;
      }
      let end = at;
      if (byte === QUOTE && at === start) {
        end = closingQuote(bytes, at + 1);
        if (end === -1) return false;
        start = at + 1;
        at = bytes[end + 1] === RETURN ? end + 2 : end + 1;
        byte = bytes[at] ?? NEWLINE;
        if (byte !== NEWLINE && (byte !== delimiter || at !== end + 1)) return false;
      } else if (byte !== delimiter && byte !== NEWLINE) {
        if (byte === RETURN && bytes[at + 1] !== NEWLINE) return false;
        at += 1;
        continue;
      } else if (byte === NEWLINE && at > start && bytes[at - 1] === RETURN) end = at - 1;
      starts[count] = start;
      ends[count] = end;
      count += 1;
      at += 1;
      start = at;
      if (byte === NEWLINE) break;
      if (count === tailFrom) {
        if (this.#hasTailAt(bytes, at)) return true;
        tailStart = at;
      }
      if (count === MOST_CELLS) return false;
    }
    this.count = count;
    this.next = at;
    if (tailStart !== -1) this.#keepTail(bytes, tailStart);
    return true;
  }

  #hasTailAt(bytes: Uint8Array, from: number): boolean {
    const length = this.#tailLength;
    if (!this.#hasTail || !this.#words.isOf(bytes) || from + length > bytes.length) return false;
    if (!this.#words.isSame(this.#tailAt, from, length)) return false;
    const { starts, ends } = this;
    const count = this.#tailCount;
    for (let cell = this.#tailFrom; cell < count; cell += 1) {
      starts[cell] = from + (this.#tailStarts[cell] ?? 0);
      ends[cell] = from + (this.#tailEnds[cell] ?? 0);
    }
    this.count = count;
    this.next = from + length;
    return true;
  }

  #keepTail(bytes: Uint8Array, from: number): void {
    this.tailId += 1;
    this.#words.bytes = bytes;
    this.#hasTail = true;
    this.#tailAt = from;
    this.#tailLength = this.next - from;
    this.#tailCount = this.count;
    for (let cell = this.#tailFrom; cell < this.count; cell += 1) {
      this.#tailStarts[cell] = (this.starts[cell] ?? 0) - from;
      this.#tailEnds[cell] = (this.ends[cell] ?? 0) - from;
    }
  }
}

/** Returns -1 if the line ends first, or if the cell contains a quote. */
function closingQuote(bytes: Uint8Array, from: number): number {
  for (let at = from; ; at += 1) {
    const byte = bytes[at] ?? NEWLINE;
    if (byte > QUOTE) continue;
    if (byte === NEWLINE || byte === RETURN) return -1;
    if (byte === QUOTE) return bytes[at + 1] === QUOTE ? -1 : at;
  }
}
