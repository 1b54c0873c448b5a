// Which rows of a JTL are parts of another one. JMeter writes redirects and embedded resources of a sample as rows "label-N" or
// under their URL, and a transaction as an additional row that covers its samples. Wholes are counted; parts and sums are not.

interface Times {
  readonly startedAt: number;
  readonly endedAt: number;
}

export interface Row extends Times {
  readonly number: number;
  readonly group: string;
  readonly thread: string;
  readonly label: string;
}

/** Start and length are each rounded to whole milliseconds, so they may be off by this much. */
const ROUNDING_MS = 2;
/** A part may be written before its whole, but only a few rows before. */
const MOST_PENDING = 200;
/** Stands for the label of a whole that may have any label. */
const ANY = '';

export class Parts {
  readonly #parts = new Set<number>();
  /** By thread and label: its last row. */
  readonly #last = new Map<string, Times>();
  /** By thread: the last row that may have parts named after their URLs. */
  readonly #lastOfThread = new Map<string, Times>();
  /** Parts that look for their whole, by its thread and label; parts named after their URL look for any row of the thread. */
  readonly #pending = new Map<string, Row[]>();

  get count(): number {
    return this.#parts.size;
  }

  has(number: number): boolean {
    return this.#parts.has(number);
  }

  /** Marks a row that the file itself declares as a part. */
  mark(number: number): void {
    this.#parts.add(number);
  }

  /** Returns the rows that turn out to be parts: this one or earlier ones. */
  add(row: Row): readonly Row[] {
    const found: Row[] = [];
    const whole = wholeOf(row.label);
    if (whole !== null) {
      const key = keyOf(row.thread, whole);
      const known = this.#last.get(key);
      if (known !== undefined && isWithin(row, known)) found.push(row);
      else this.#wait(key, row);
    }
    if (isUrl(row.label)) this.#addUrl(row, found);
    else this.#addWhole(row, found);
    const key = keyOf(row.thread, row.label);
    for (const pending of this.#pending.get(key) ?? []) if (isWithin(pending, row)) found.push(pending);
    this.#pending.delete(key);
    this.#last.set(key, row);
    for (const { number } of found) this.#parts.add(number);
    return found;
  }

  #addUrl(row: Row, found: Row[]): void {
    const known = this.#lastOfThread.get(row.thread);
    if (known !== undefined && isInside(row, known)) found.push(row);
    else this.#wait(keyOf(row.thread, ANY), row);
  }

  #addWhole(row: Row, found: Row[]): void {
    const key = keyOf(row.thread, ANY);
    for (const pending of this.#pending.get(key) ?? []) if (isInside(pending, row)) found.push(pending);
    this.#pending.delete(key);
    this.#lastOfThread.set(row.thread, row);
  }

  #wait(key: string, row: Row): void {
    const waiting = this.#pending.get(key) ?? [];
    waiting.push(row);
    if (waiting.length > MOST_PENDING) waiting.shift();
    this.#pending.set(key, waiting);
  }
}

/** "Login" for "Login-0"; null for any other label. */
function wholeOf(label: string): string | null {
  return /^(.+)-\d+$/.exec(label)?.[1] ?? null;
}

/** Parts are named after their URL if users switch off JMeter's numbering of sub-results. */
function isUrl(label: string): boolean {
  return /^https?:\/\//i.test(label);
}

function keyOf(thread: string, label: string): string {
  return `${thread}\n${label}`;
}

function isWithin(part: Times, whole: Times): boolean {
  return part.startedAt >= whole.startedAt - ROUNDING_MS && part.endedAt <= whole.endedAt + ROUNDING_MS;
}

/** A thread sends one request at a time, so a row inside another, beyond what rounding explains, is a part of it. */
function isInside(part: Times, whole: Times): boolean {
  return isWithin(part, whole) && Math.min(part.endedAt, whole.endedAt - ROUNDING_MS) - part.startedAt > ROUNDING_MS;
}
