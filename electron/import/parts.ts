// Which rows of a JTL are parts of another one. JMeter writes redirects and embedded resources of a sample as rows "label-N" or
// under their URL, and a transaction as an additional row that covers its samples. Wholes are counted; parts and sums are not.

interface Times {
  readonly startedAt: number;
  readonly endedAt: number;
}

export interface Row extends Times {
  readonly number: number;
  readonly thread: string;
  readonly label: string;
}

/** Start and length are each rounded to whole milliseconds, so they may be off by this much. */
const ROUNDING_MS = 2;
/** A part may be written before its whole, but only a few rows before. */
const MOST_PENDING = 200;
/** Where nearly every row has its own label, nothing is gained by keeping more. */
const MOST_LABELS = 20_000;

/** What was last seen of a thread. */
interface Thread {
  /** By label. */
  readonly last: Map<string, MutableTimes>;
  /** The last row that may have parts under their URL. */
  readonly lastWhole: MutableTimes;
  /** Rows by the label of the whole that they look for. */
  readonly pending: Map<string, Row[]>;
  /** Rows under their URL, which look for any. */
  pendingUrls: Row[];
}

type MutableTimes = { -readonly [K in keyof Times]: Times[K] };

interface Label {
  readonly whole: string | null;
  readonly isUrl: boolean;
}

export class Parts {
  readonly #parts = new Set<number>();
  readonly #threads = new Map<string, Thread>();
  readonly #labels = new Map<string, Label>();

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

  /** The rows that turn out to be parts: this one, or some before it. The row is good for this call only. */
  add(row: Row): readonly Row[] {
    const thread = this.#threads.get(row.thread) ?? this.#newThread(row.thread);
    const { whole, isUrl } = this.#labels.get(row.label) ?? this.#newLabel(row.label);
    let found: Row[] | null = null;
    let isPart = false;
    if (whole !== null) {
      const known = thread.last.get(whole);
      if (known !== undefined && isWithin(row, known)) isPart = true;
      else thread.pending.set(whole, waiting(thread.pending.get(whole) ?? [], row));
    }
    if (isUrl) {
      if (isInside(row, thread.lastWhole)) isPart = true;
      else waiting(thread.pendingUrls, row);
    } else {
      for (const pending of thread.pendingUrls) if (isInside(pending, row)) (found ??= []).push(pending);
      if (thread.pendingUrls.length > 0) thread.pendingUrls = [];
      setTimes(thread.lastWhole, row);
    }
    if (isPart) (found ??= []).push({ ...row });
    if (thread.pending.size > 0) {
      for (const pending of thread.pending.get(row.label) ?? []) if (isWithin(pending, row)) (found ??= []).push(pending);
      thread.pending.delete(row.label);
    }
    const last = thread.last.get(row.label);
    if (last === undefined) thread.last.set(row.label, { startedAt: row.startedAt, endedAt: row.endedAt });
    else setTimes(last, row);
    if (found === null) return NONE;
    for (const { number } of found) this.#parts.add(number);
    return found;
  }

  #newThread(name: string): Thread {
    const none = { startedAt: Number.NaN, endedAt: Number.NaN };
    const thread = { last: new Map<string, MutableTimes>(), lastWhole: none, pending: new Map<string, Row[]>(), pendingUrls: [] };
    this.#threads.set(name, thread);
    return thread;
  }

  #newLabel(label: string): Label {
    if (this.#labels.size === MOST_LABELS) this.#labels.clear();
    const made = { whole: wholeOf(label), isUrl: isUrl(label) };
    this.#labels.set(label, made);
    return made;
  }
}

const NONE: readonly Row[] = [];

function waiting(rows: Row[], row: Row): Row[] {
  rows.push({ ...row });
  if (rows.length > MOST_PENDING) rows.shift();
  return rows;
}

function setTimes(times: MutableTimes, { startedAt, endedAt }: Times): void {
  times.startedAt = startedAt;
  times.endedAt = endedAt;
}

/** "Login" for "Login-0"; null for any other label. */
function wholeOf(label: string): string | null {
  return /^(.+)-\d+$/.exec(label)?.[1] ?? null;
}

/** Parts are named after their URL if users switch off JMeter's numbering of sub-results. */
function isUrl(label: string): boolean {
  return /^https?:\/\//i.test(label);
}

function isWithin(part: Times, whole: Times): boolean {
  return part.startedAt >= whole.startedAt - ROUNDING_MS && part.endedAt <= whole.endedAt + ROUNDING_MS;
}

/** A thread sends one request at a time, so a row inside another, beyond what rounding explains, is a part of it. */
function isInside(part: Times, whole: Times): boolean {
  return isWithin(part, whole) && Math.min(part.endedAt, whole.endedAt - ROUNDING_MS) - part.startedAt > ROUNDING_MS;
}
