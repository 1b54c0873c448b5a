// Which rows of a JTL are parts of another: JMeter writes the redirects and embedded resources of a sample as rows
// "label-N" or under their URL beside it, and a transaction as one more row around its samples. Wholes are counted, parts and sums
// are not.

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

/** Start and length are each rounded to a whole millisecond. */
const ROUNDING_MS = 2;
/** A part may be written before its whole, but not long before. */
const MOST_PENDING = 200;
/** The label of a whole that may have any. */
const ANY = '';

export class Parts {
  readonly #parts = new Set<number>();
  /** By thread and label: the last row of it. */
  readonly #last = new Map<string, Times>();
  /** By thread: the last row that may have parts under their URL. */
  readonly #lastOfThread = new Map<string, Times>();
  /** By thread and label of the whole they look for; those under their URL look for any of the thread. */
  readonly #pending = new Map<string, Row[]>();

  get count(): number {
    return this.#parts.size;
  }

  has(number: number): boolean {
    return this.#parts.has(number);
  }

  /** Where the file itself says so. */
  mark(number: number): void {
    this.#parts.add(number);
  }

  /** The rows that turn out to be parts: this one, or some before it. */
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

/** "Login" of "Login-0"; null for any other label. */
function wholeOf(label: string): string | null {
  return /^(.+)-\d+$/.exec(label)?.[1] ?? null;
}

/** As users leave it who switch off that JMeter numbers sub-results. */
function isUrl(label: string): boolean {
  return /^https?:\/\//i.test(label);
}

function keyOf(thread: string, label: string): string {
  return `${thread}\n${label}`;
}

function isWithin(part: Times, whole: Times): boolean {
  return part.startedAt >= whole.startedAt - ROUNDING_MS && part.endedAt <= whole.endedAt + ROUNDING_MS;
}

/** A thread sends one request at a time, so one that lies inside another for longer than rounding makes it is a part of that. */
function isInside(part: Times, whole: Times): boolean {
  return isWithin(part, whole) && Math.min(part.endedAt, whole.endedAt - ROUNDING_MS) - part.startedAt > ROUNDING_MS;
}
