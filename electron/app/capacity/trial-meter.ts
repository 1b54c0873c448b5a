// Counts what one trial measures, second by second: each request belongs to the second in which it fell due. Pure: rows in,
// figures out.
import { digestOf } from '../../../shared/capacity/digest.ts';
import type { Objective } from '../../../shared/capacity/objective.ts';
import { counts, OUTSTANDING_PER_SECOND, type CountedSeconds, type TrialSecond } from '../../../shared/capacity/trial-seconds.ts';
import type { TimesDigest, TrialFigures } from '../../../shared/capacity/trial.ts';
import type { TrialData } from '../../../shared/capacity/look-at-trial.ts';
import { EMPTY_HISTOGRAM, Histogram, mergeHistograms, percentileOf } from '../../../shared/histogram.ts';
import { isCompleted, isFailure, OUTCOME_LABEL, outcomeOf, type Outcome } from '../../../shared/outcome.ts';
import { countedSteps } from '../../../shared/plan/sent-steps.ts';
import { stepsPerIteration } from '../../../shared/plan/steps-per-iteration.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { SampleBatch, SampleColumns } from '../../../shared/sample.ts';
import { SNAPSHOT_MS, type Snapshot } from '../../../shared/snapshot.ts';
import { isBeyond, stepsIn, timeOf } from './objective-of-row.ts';

const SECOND_MS = 1000;
const SNAPSHOTS_PER_VALUE = SECOND_MS / OUTSTANDING_PER_SECOND / SNAPSHOT_MS;

interface Counter {
  count: number;
  missed: number;
  /** Null if no objective is about a time. */
  readonly times: Histogram | null;
}

interface Second {
  readonly counters: readonly Counter[];
  readonly response: Histogram;
  /** How the failed requests failed, and how many did so. */
  readonly failures: Map<string, number>;
  requests: number;
  failed: number;
}

interface JourneySoFar {
  readonly dueAt: number;
  timeMs: number;
  hasFailed: boolean;
}

export interface MeterWindow {
  /** From here on, outstanding requests are recorded: the trial is still settling, but a backlog matters at once. */
  readonly sinceMs: number;
  /** In ms since the run's start; whatever falls due earlier is not part of the trial. */
  readonly fromMs: number;
  readonly untilMs: number;
}

export class TrialMeter {
  readonly #objectives: readonly Objective[];
  readonly #steps: readonly (ReadonlySet<number> | null)[];
  readonly #countedSteps: number;
  readonly #window: MeterWindow;
  /** By step: whether it is the last step of its scenario. */
  readonly #isLast: readonly boolean[];
  readonly #seconds: Second[] = [];
  /** Successful journeys by the second in which they ended. */
  readonly #completed = new Map<number, number>();
  readonly #journeys = new Map<number, JourneySoFar>();
  readonly #generator = new Map<number, TrialSecond['generator']>();
  readonly #outstanding: number[] = [];
  /** Requests by the second in which they were sent. */
  readonly #sent = new Map<number, number>();
  readonly #stepsPerIteration: number;
  #serviceSum = 0;
  #serviceCount = 0;

  constructor(plan: Plan, objectives: readonly Objective[], window: MeterWindow) {
    this.#objectives = objectives;
    this.#window = window;
    this.#countedSteps = countedSteps(plan);
    this.#stepsPerIteration = stepsPerIteration(plan);
    this.#isLast = plan.scenarios.flatMap(({ steps }) => steps.map((_, at) => at === steps.length - 1));
    this.#steps = objectives.map(({ scope }) => stepsIn(plan, scope));
  }

  addBatch({ columns, count }: SampleBatch): void {
    for (let row = 0; row < count; row += 1) {
      if ((columns.step[row] ?? 0) < this.#countedSteps) this.#addRow(columns, row);
    }
  }

  /** Records outstanding requests and the verdict on the load generator. */
  addSnapshot({ index, endAt, inFlight, backlog, health }: Snapshot): void {
    if ((index + 1) % SNAPSHOTS_PER_VALUE === 0 && endAt > this.#window.sinceMs && endAt <= this.#window.untilMs)
      this.#outstanding.push(inFlight + backlog);
    if (health !== null)
      this.#generator.set(Math.floor((health.second * SECOND_MS - this.#window.fromMs) / SECOND_MS), health.verdict);
  }

  /** The data of its first `seconds`. */
  data(seconds: number): TrialData {
    return {
      seconds: Array.from({ length: seconds }, (_, at) => this.#secondAt(at)),
      outstanding: this.outstandingUntil(this.#window.fromMs + seconds * SECOND_MS),
    };
  }

  /** `at` is in ms since the run's start. */
  outstandingUntil(at: number): readonly number[] {
    return this.#outstanding.slice(0, Math.floor(((at - this.#window.sinceMs) / SECOND_MS) * OUTSTANDING_PER_SECOND));
  }

  /** Up to the last second in which something fell due. */
  get measuredSeconds(): number {
    return this.#seconds.length;
  }

  get outstandingNow(): number {
    return this.#outstanding.at(-1) ?? 0;
  }

  generatorAt(second: number): TrialSecond['generator'] {
    return this.#generator.get(second) ?? 'trusted';
  }

  /** The mean service time of successful requests in ms; 0 if there are none. */
  get serviceMs(): number {
    return this.#serviceCount === 0 ? 0 : this.#serviceSum / this.#serviceCount;
  }

  /** Of the first `seconds`, those that count. */
  digest(seconds: number, counted: CountedSeconds): TimesDigest {
    return digestOf(this.#countedOf(seconds, counted).flatMap((at) => this.#seconds[at]?.response.toData() ?? []));
  }

  /** Of the first `seconds`, those that count. */
  figures(seconds: number, counted: CountedSeconds): TrialFigures {
    const places = this.#countedOf(seconds, counted);
    const judged = places.flatMap((at) => this.#seconds[at] ?? []);
    const all = judged.map(({ response }) => response.toData()).reduce(mergeHistograms, EMPTY_HISTOGRAM);
    const sum = (valueOf: (second: Second) => number): number => judged.reduce((total, second) => total + valueOf(second), 0);
    const completed = places.reduce((total, at) => total + (this.#completed.get(at) ?? 0), 0);
    const sent = Array.from({ length: seconds }, (_, at) => this.#sent.get(at) ?? 0).reduce((total, count) => total + count, 0);
    return {
      p50: percentileOf(all, 50),
      p95: percentileOf(all, 95),
      p99: percentileOf(all, 99),
      completed: places.length === 0 ? 0 : completed / places.length,
      requests: sum(({ requests }) => requests),
      failed: sum(({ failed }) => failed),
      mostFailed: mostOf(judged),
      sent: seconds === 0 ? 0 : sent / seconds / this.#stepsPerIteration,
    };
  }

  #countedOf(seconds: number, counted: CountedSeconds): readonly number[] {
    return Array.from({ length: seconds }, (_, at) => at).filter((at) => counts(counted, this.generatorAt(at)));
  }

  #secondAt(at: number): TrialSecond {
    const second = this.#seconds[at];
    const cases = this.#objectives.map((_, one) => {
      const counter = second?.counters[one];
      if (counter === undefined)
        return { count: 0, missed: 0, times: this.#objectives[one]?.kind === 'time' ? EMPTY_HISTOGRAM : null };
      return { count: counter.count, missed: counter.missed, times: counter.times?.toData() ?? null };
    });
    return { cases, generator: this.generatorAt(at) };
  }

  #addRow(columns: SampleColumns, row: number): void {
    const dueAt = columns.dueAt[row] ?? 0;
    const endedAt = columns.endedAt[row] ?? 0;
    const outcome = outcomeOf(columns.outcome[row] ?? 0);
    const hasFailed = isFailure(outcome);
    const isOver = isCompleted(columns.outcome[row] ?? 0);
    this.#addJourney(columns, row, hasFailed, isOver);
    this.#noteSent(columns.sentAt[row] ?? 0);
    const second = this.#secondOf(dueAt);
    if (second === null) return;
    if (isOver) {
      second.requests += 1;
      second.response.record(endedAt - dueAt);
      if (hasFailed) {
        second.failed += 1;
        noteFailure(second, outcome, columns.status[row] ?? 0);
      } else {
        this.#serviceSum += endedAt - (columns.sentAt[row] ?? 0);
        this.#serviceCount += 1;
      }
    }
    this.#objectives.forEach((objective, at) => {
      const counter = second.counters[at];
      const steps = this.#steps[at] ?? null;
      if (counter === undefined || (steps !== null && !steps.has(columns.step[row] ?? 0))) return;
      if (objective.kind === 'time') return addTime(objective, counter, columns, row, { hasFailed, isOver });
      if (!isOver) return;
      counter.count += 1;
      if (objective.kind === 'failed' ? hasFailed : outcome === 'check_failed') counter.missed += 1;
    });
  }

  #addJourney(columns: SampleColumns, row: number, hasFailed: boolean, isOver: boolean): void {
    const iteration = columns.iteration[row] ?? 0;
    const dueAt = columns.dueAt[row] ?? 0;
    const time = (columns.endedAt[row] ?? 0) - dueAt;
    const isLast = this.#isLast[columns.step[row] ?? 0] ?? true;
    const before = this.#journeys.get(iteration) ?? { dueAt, timeMs: 0, hasFailed: false };
    before.timeMs += time;
    const isNews = hasFailed && !before.hasFailed;
    before.hasFailed ||= hasFailed;
    if (isLast) this.#journeys.delete(iteration);
    else this.#journeys.set(iteration, before);
    if (isLast && isOver && !before.hasFailed) this.#noteCompleted(columns.endedAt[row] ?? 0);
    const second = this.#secondOf(before.dueAt);
    if (second === null || (!isOver && !hasFailed)) return;
    // A failure may end its journey, so it counts at once; the later requests of that journey then add nothing.
    if (!isNews && (!isLast || before.hasFailed)) return;
    this.#objectives.forEach((objective, at) => {
      const counter = second.counters[at];
      const steps = this.#steps[at] ?? null;
      if (counter === undefined || objective.kind !== 'time' || objective.measure !== 'journey_time') return;
      if (steps !== null && !steps.has(columns.step[row] ?? 0)) return;
      counter.count += 1;
      if (before.hasFailed || isBeyond(objective, before.timeMs)) counter.missed += 1;
      counter.times?.record(before.timeMs);
    });
  }

  /** Counted by the end of the journey: what an overloaded target works off later is not throughput of the trial. */
  #noteCompleted(endedAt: number): void {
    const at = Math.floor((endedAt - this.#window.fromMs) / SECOND_MS);
    if (at >= 0) this.#completed.set(at, (this.#completed.get(at) ?? 0) + 1);
  }

  #noteSent(sentAt: number): void {
    const at = Math.floor((sentAt - this.#window.fromMs) / SECOND_MS);
    if (at >= 0) this.#sent.set(at, (this.#sent.get(at) ?? 0) + 1);
  }

  /** Returns null if the time is outside of the trial. */
  #secondOf(dueAt: number): Second | null {
    const { fromMs, untilMs } = this.#window;
    if (dueAt < fromMs || dueAt >= untilMs) return null;
    const at = Math.floor((dueAt - fromMs) / SECOND_MS);
    while (this.#seconds.length <= at) this.#seconds.push(newSecond(this.#objectives));
    return this.#seconds[at] ?? null;
  }
}

function addTime(
  objective: Extract<Objective, { kind: 'time' }>,
  counter: Counter,
  columns: SampleColumns,
  row: number,
  { hasFailed, isOver }: { readonly hasFailed: boolean; readonly isOver: boolean },
): void {
  if (objective.measure === 'journey_time') return;
  const time = timeOf(objective, columns, row);
  if (Number.isNaN(time) && !hasFailed) return;
  const isLate = isBeyond(objective, time);
  // We cut the request off, so only that it was already late counts.
  if (!isOver && !isLate) return;
  counter.count += 1;
  if (isLate || hasFailed) counter.missed += 1;
  if (!Number.isNaN(time)) counter.times?.record(time);
}

function newSecond(objectives: readonly Objective[]): Second {
  const counters = objectives.map(({ kind }) => ({ count: 0, missed: 0, times: kind === 'time' ? new Histogram() : null }));
  return { counters, response: new Histogram(), failures: new Map(), requests: 0, failed: 0 };
}

function noteFailure({ failures }: Second, outcome: Outcome, status: number): void {
  const name = status >= 400 ? String(status) : OUTCOME_LABEL[outcome];
  failures.set(name, (failures.get(name) ?? 0) + 1);
}

/** How most of the failed requests failed; null if none did. */
function mostOf(seconds: readonly Second[]): string | null {
  const total = new Map<string, number>();
  for (const { failures } of seconds) for (const [name, count] of failures) total.set(name, (total.get(name) ?? 0) + count);
  const [most] = [...total].toSorted(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}
