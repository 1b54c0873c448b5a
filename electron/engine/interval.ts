// Collects the requests that ended within one snapshot interval, and makes the Snapshot of them.
import { Histogram } from '../../shared/histogram.ts';
import { isFailure, outcomeOf, OUTCOMES, type Outcome } from '../../shared/outcome.ts';
import type { SampleColumns } from '../../shared/sample.ts';
import {
  allocateDots,
  FAILURES_PER_SNAPSHOT,
  SLOWEST_PER_SNAPSHOT,
  type Dots,
  type Snapshot,
} from '../../shared/snapshot.ts';

/** What the requests alone do not tell. */
export type IntervalFrame = Pick<
  Snapshot,
  'index' | 'startAt' | 'endAt' | 'due' | 'started' | 'inFlight' | 'backlog' | 'oldestMs' | 'level'
>;

interface Dot {
  readonly endedAt: number;
  readonly service: number;
  readonly response: number;
  readonly firstByte: number;
  readonly outcome: number;
  readonly status: number;
  readonly iteration: number;
}

export class Interval {
  readonly #service = new Histogram();
  readonly #response = new Histogram();
  readonly #outcomes = new Uint32Array(OUTCOMES.length);
  #bytesIn = 0;
  #count = 0;
  /** Every request, as long as there are no more than `#allowance`. */
  #all: Dot[] = [];
  #allowance = 0;
  /** Ascending by response time. */
  #slowest: Dot[] = [];
  #failures: Dot[] = [];

  get service(): Histogram {
    return this.#service;
  }

  get response(): Histogram {
    return this.#response;
  }

  get count(): number {
    return this.#count;
  }

  /** `allowance`: how many single requests this interval may keep before it thins them. */
  reset(allowance: number): void {
    this.#service.clear();
    this.#response.clear();
    this.#outcomes.fill(0);
    this.#bytesIn = 0;
    this.#count = 0;
    this.#all = [];
    this.#allowance = allowance;
    this.#slowest = [];
    this.#failures = [];
  }

  add(columns: SampleColumns, row: number): void {
    const endedAt = columns.endedAt[row] ?? 0;
    const response = endedAt - (columns.dueAt[row] ?? 0);
    const outcome = columns.outcome[row] ?? 0;
    this.#service.record(endedAt - (columns.sentAt[row] ?? 0));
    this.#response.record(response);
    this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + 1;
    this.#bytesIn += columns.bytesIn[row] ?? 0;
    this.#count += 1;
    this.#keepDot(columns, row, response, outcome);
  }

  toSnapshot(frame: IntervalFrame): Snapshot {
    const counts = this.#outcomes;
    const outcomes: Partial<Record<Outcome, number>> = {};
    let failed = 0;
    OUTCOMES.forEach((outcome, code) => {
      const count = counts[code] ?? 0;
      if (count === 0) return;
      outcomes[outcome] = count;
      if (isFailure(outcome)) failed += count;
    });
    const dotsAreAll = this.#count <= this.#allowance;
    return {
      ...frame,
      succeeded: outcomes.ok ?? 0,
      failed,
      cancelled: outcomes.cancelled ?? 0,
      bytesIn: this.#bytesIn,
      service: this.#service.toData(),
      response: this.#response.toData(),
      outcomes,
      dots: toColumns(dotsAreAll ? this.#all : [...new Set([...this.#failures, ...this.#slowest])]),
      dotsAreAll,
    };
  }

  #keepDot(columns: SampleColumns, row: number, response: number, outcome: number): void {
    const isSlow = this.#slowest.length < SLOWEST_PER_SNAPSHOT || response > (this.#slowest[0]?.response ?? 0);
    const isFault = this.#failures.length < FAILURES_PER_SNAPSHOT && isFailure(outcomeOf(outcome));
    const isFirst = this.#count <= this.#allowance;
    if (!isSlow && !isFault && !isFirst) return;
    const dot = dotOf(columns, row);
    if (isFirst) this.#all.push(dot);
    if (isFault) this.#failures.push(dot);
    if (isSlow) this.#keepSlow(dot);
  }

  #keepSlow(dot: Dot): void {
    const slowest = this.#slowest;
    if (slowest.length === SLOWEST_PER_SNAPSHOT) slowest.shift();
    let at = slowest.length;
    while (at > 0 && (slowest[at - 1]?.response ?? 0) > dot.response) at -= 1;
    slowest.splice(at, 0, dot);
  }
}

function dotOf(columns: SampleColumns, row: number): Dot {
  const endedAt = columns.endedAt[row] ?? 0;
  const sentAt = columns.sentAt[row] ?? 0;
  return {
    endedAt,
    service: endedAt - sentAt,
    response: endedAt - (columns.dueAt[row] ?? 0),
    firstByte: (columns.firstByteAt[row] ?? Number.NaN) - sentAt,
    outcome: columns.outcome[row] ?? 0,
    status: columns.status[row] ?? 0,
    iteration: columns.iteration[row] ?? 0,
  };
}

function toColumns(dots: readonly Dot[]): Dots {
  const columns = allocateDots(dots.length);
  dots.forEach((dot, row) => {
    for (const name of Object.keys(columns) as (keyof Dots)[]) columns[name][row] = dot[name];
  });
  return columns;
}
