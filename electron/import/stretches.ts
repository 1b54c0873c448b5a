// The periods of a file with requests in flight: JMeter appends a new run to the file of the previous one, with a long pause
// between them.

/** A pause at least this long without requests in flight separates two runs. In ms. */
export const LONG_PAUSE_MS = 600_000;
/** Fewer rows between two pauses are not a separate run but part of one that sends rarely. */
const LEAST_ROWS = 5;
const MOST_RUNS = 50;

export interface BusyStretch {
  from: number;
  to: number;
  rows: number;
}

export class Stretches {
  /** Unordered. Neighbours may be closer than a long pause only because of the order of the rows. */
  #found: BusyStretch[] = [];
  #latest: BusyStretch | null = null;

  add(from: number, to: number): void {
    const near = this.#near(from, to) ?? this.#new(from, to);
    near.from = Math.min(near.from, from);
    near.to = Math.max(near.to, to);
    near.rows += 1;
    this.#latest = near;
  }

  /** Ascending, one for each run. */
  runs(): readonly BusyStretch[] {
    const merged = this.#merged();
    if (merged.length <= MOST_RUNS && merged.every(({ rows }) => rows >= LEAST_ROWS)) return merged;
    const [first, last] = [merged[0], merged.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [{ from: first.from, to: last.to, rows: merged.reduce((sum, { rows }) => sum + rows, 0) }];
  }

  /** How many long pauses there are, whether or not they separate runs. */
  get pauses(): number {
    return Math.max(0, this.#merged().length - 1);
  }

  #merged(): BusyStretch[] {
    const merged: BusyStretch[] = [];
    for (const one of this.#found.toSorted((a, b) => a.from - b.from)) {
      const last = merged.at(-1);
      if (last === undefined || one.from - last.to >= LONG_PAUSE_MS) merged.push({ ...one });
      else Object.assign(last, { to: Math.max(last.to, one.to), rows: last.rows + one.rows });
    }
    return merged;
  }

  #near(from: number, to: number): BusyStretch | null {
    if (this.#latest !== null && isNear(this.#latest, from, to)) return this.#latest;
    return this.#found.find((one) => isNear(one, from, to)) ?? null;
  }

  #new(from: number, to: number): BusyStretch {
    const stretch = { from, to, rows: 0 };
    this.#found.push(stretch);
    return stretch;
  }
}

function isNear(one: BusyStretch, from: number, to: number): boolean {
  return from - one.to < LONG_PAUSE_MS && one.from - to < LONG_PAUSE_MS;
}
