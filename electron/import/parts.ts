// Which rows of a JTL are parts of another: JMeter writes the redirects and embedded resources of a sample as rows
// "label-N" beside it, and a transaction as one more row around its samples. Wholes are counted, parts and sums are not.

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

export class Parts {
  readonly #parts = new Set<number>();
  /** By thread and label: the last row of it. */
  readonly #last = new Map<string, Times>();
  /** By thread and label of the whole they look for. */
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
    const key = keyOf(row.thread, row.label);
    for (const pending of this.#pending.get(key) ?? []) if (isWithin(pending, row)) found.push(pending);
    this.#pending.delete(key);
    this.#last.set(key, row);
    for (const { number } of found) this.#parts.add(number);
    return found;
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

function keyOf(thread: string, label: string): string {
  return `${thread}\n${label}`;
}

function isWithin(part: Times, whole: Times): boolean {
  return part.startedAt >= whole.startedAt - ROUNDING_MS && part.endedAt <= whole.endedAt + ROUNDING_MS;
}
