// Collects the requests of one interval and makes a Snapshot of them. Pure.
import { Histogram } from './histogram.ts';
import { isCompleted, isFailure, OUTCOME_CODE, outcomeOf, OUTCOMES, type Outcome } from './outcome.ts';
import { PHASES, readPhases } from './phase.ts';
import type { SampleColumns } from './sample.ts';
import {
  allocateDots,
  DOT_COLUMNS,
  FAILURES_PER_SNAPSHOT,
  NO_TIMES,
  SLOWEST_PER_SNAPSHOT,
  type Dots,
  type Snapshot,
  type Times,
} from './snapshot.ts';

/** What does not follow from the requests alone. */
export type IntervalFrame = Pick<
  Snapshot,
  | 'index'
  | 'startAt'
  | 'endAt'
  | 'isWarmup'
  | 'due'
  | 'started'
  | 'dropped'
  | 'inFlight'
  | 'backlog'
  | 'backingOff'
  | 'longestBackOffMs'
  | 'oldestMs'
  | 'level'
  | 'health'
  | 'journeyTimes'
>;

interface Dot {
  readonly endedAt: number;
  readonly service: number;
  readonly response: number;
  readonly firstByte: number;
  readonly outcome: number;
  readonly status: number;
  readonly iteration: number;
  readonly step: number;
  readonly sender: number;
  readonly seq: number;
}

/** The phases of the current row. */
const lengths = new Float64Array(PHASES.length);

export class Interval {
  readonly #service = new Histogram();
  readonly #response = new Histogram();
  /** Only created when a request fails, which is rare. */
  #failures: TimesRecorder | null = null;
  readonly #phaseCounts = new Float64Array(PHASES.length);
  readonly #phaseSums = new Float64Array(PHASES.length);
  #warmupRequests = 0;
  readonly #outcomes = new Uint32Array(OUTCOMES.length);
  #bytesIn = 0;
  #count = 0;
  /** All requests, as long as there are no more than `#allowance`. */
  #all: Dot[] = [];
  #allowance = 0;
  /** Ascending by response time. */
  #slowest: Dot[] = [];
  #failedDots: Dot[] = [];

  get service(): Histogram {
    return this.#service;
  }

  get response(): Histogram {
    return this.#response;
  }

  get count(): number {
    return this.#count;
  }

  /** `allowance` is how many single requests this interval may keep before it thins them out. */
  reset(allowance: number): void {
    this.#service.clear();
    this.#response.clear();
    this.#outcomes.fill(0);
    this.#bytesIn = 0;
    this.#count = 0;
    this.#all = [];
    this.#allowance = allowance;
    this.#slowest = [];
    this.#failedDots = [];
    this.#failures = null;
    this.#phaseCounts.fill(0);
    this.#phaseSums.fill(0);
    this.#warmupRequests = 0;
  }

  /** `seq` is the number of the row in stored order, from 1; `sender` is the one of Dots. */
  add(columns: SampleColumns, row: number, seq: number, sender: number): void {
    const endedAt = columns.endedAt[row] ?? 0;
    const response = endedAt - (columns.dueAt[row] ?? 0);
    const outcome = columns.outcome[row] ?? 0;
    if (isCompleted(outcome)) this.#addTimes(columns, row, endedAt - (columns.sentAt[row] ?? 0), response);
    this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + 1;
    this.#bytesIn += columns.bytesIn[row] ?? 0;
    this.#count += 1;
    this.#keepDot(columns, row, seq, sender);
  }

  /** There are too many requests to keep each as a dot: only the slowest ones and failures remain. */
  thin(): void {
    this.#all = [];
    this.#allowance = 0;
  }

  /** A request of the warm-up that ended after it is only counted. */
  addWarmup(): void {
    this.#warmupRequests += 1;
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
      failures: this.#failures?.toData() ?? NO_TIMES,
      phaseCounts: this.#phaseCounts.slice(),
      phaseSums: this.#phaseSums.slice(),
      warmupRequests: frame.isWarmup ? this.#count : this.#warmupRequests,
      outcomes,
      dots: toColumns(dotsAreAll ? this.#all : [...new Set([...this.#failedDots, ...this.#slowest])]),
      dotsAreAll,
    };
  }

  #addTimes(columns: SampleColumns, row: number, service: number, response: number): void {
    this.#service.record(service);
    this.#response.record(response);
    if (columns.outcome[row] !== OUTCOME_CODE.ok) (this.#failures ??= new TimesRecorder()).record(service, response);
    readPhases(columns, row, lengths);
    for (let at = 0; at < lengths.length; at += 1) {
      const length = lengths[at] ?? Number.NaN;
      if (Number.isNaN(length)) continue;
      this.#phaseCounts[at] = (this.#phaseCounts[at] ?? 0) + 1;
      this.#phaseSums[at] = (this.#phaseSums[at] ?? 0) + length;
    }
  }

  #keepDot(columns: SampleColumns, row: number, seq: number, sender: number): void {
    const outcome = columns.outcome[row] ?? 0;
    const response = (columns.endedAt[row] ?? 0) - (columns.dueAt[row] ?? 0);
    const isSlow =
      isCompleted(outcome) && (this.#slowest.length < SLOWEST_PER_SNAPSHOT || response > (this.#slowest[0]?.response ?? 0));
    const isFault = this.#failedDots.length < FAILURES_PER_SNAPSHOT && isFailure(outcomeOf(outcome));
    const isFirst = this.#count <= this.#allowance;
    if (!isSlow && !isFault && !isFirst) return;
    const dot = dotOf(columns, row, seq, sender);
    if (isFirst) this.#all.push(dot);
    if (isFault) this.#failedDots.push(dot);
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

class TimesRecorder {
  readonly #service = new Histogram();
  readonly #response = new Histogram();

  record(service: number, response: number): void {
    this.#service.record(service);
    this.#response.record(response);
  }

  toData(): Times {
    return { service: this.#service.toData(), response: this.#response.toData() };
  }
}

function dotOf(columns: SampleColumns, row: number, seq: number, sender: number): Dot {
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
    step: columns.step[row] ?? 0,
    sender,
    seq,
  };
}

function toColumns(dots: readonly Dot[]): Dots {
  const columns = allocateDots(dots.length);
  dots.forEach((dot, row) => {
    for (const name of DOT_COLUMNS) columns[name][row] = dot[name];
  });
  return columns;
}
