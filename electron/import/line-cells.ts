// Where the cells of one line lie among the bytes of a file in columns. Knows no columns.

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const MOST_CELLS = 512;

export class LineCells {
  readonly starts = new Int32Array(MOST_CELLS);
  readonly ends = new Int32Array(MOST_CELLS);
  count = 0;
  /** Where the next line begins. */
  next = 0;
  readonly #delimiter: number;
  /** No byte above it divides anything. */
  readonly #highest: number;

  constructor(delimiter: number) {
    this.#delimiter = delimiter;
    this.#highest = Math.max(delimiter, QUOTE);
  }

  /** The line from `from` on, which has an end. False where it takes more care: quotes within quotes, line ends within a cell. */
  read(bytes: Uint8Array, from: number): boolean {
    const { starts, ends } = this;
    const delimiter = this.#delimiter;
    const highest = this.#highest;
    let count = 0;
    let start = from;
    for (let at = from; ; at += 1) {
      const byte = bytes[at] ?? NEWLINE;
      if (byte > highest) continue;
      if (byte === QUOTE && at === start) {
        const close = closingQuote(bytes, at + 1);
        if (close === -1) return false;
        const behind = bytes[close + 1] ?? NEWLINE;
        const isLast = behind === NEWLINE || (behind === RETURN && bytes[close + 2] === NEWLINE);
        if (!isLast && behind !== delimiter) return false;
        starts[count] = at + 1;
        ends[count] = close;
        at = behind === RETURN ? close + 2 : close + 1;
        count += 1;
        start = at + 1;
        if (!isLast && count < MOST_CELLS) continue;
      } else if (byte === delimiter) {
        starts[count] = start;
        ends[count] = at;
        count += 1;
        start = at + 1;
        if (count < MOST_CELLS) continue;
      } else if (byte === NEWLINE) {
        starts[count] = start;
        ends[count] = at > start && bytes[at - 1] === RETURN ? at - 1 : at;
        count += 1;
        start = at + 1;
      } else if (byte === RETURN && bytes[at + 1] !== NEWLINE) return false;
      else continue;
      if (count === MOST_CELLS) return false;
      this.count = count;
      this.next = start;
      return true;
    }
  }
}

/** -1 where the line ends first, or the cell holds a quote. */
function closingQuote(bytes: Uint8Array, from: number): number {
  for (let at = from; ; at += 1) {
    const byte = bytes[at] ?? NEWLINE;
    if (byte > QUOTE) continue;
    if (byte === NEWLINE || byte === RETURN) return -1;
    if (byte === QUOTE) return bytes[at + 1] === QUOTE ? -1 : at;
  }
}
