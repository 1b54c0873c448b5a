// Folds the workers' batches into snapshots and the figures of the run. A snapshot is closed once every worker has reported past
// its end, so it holds exactly the requests that ended within it, whatever the timing of the threads.
import { pausedWithin, type Annotation } from '../../../shared/annotation.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { countedSteps } from '../../../shared/plan/sent-steps.ts';
import type { SampleBatch } from '../../../shared/sample.ts';
import { Interval } from '../../../shared/interval.ts';
import { ALL_DOTS_UP_TO, SNAPSHOT_MS, type Snapshot } from '../../../shared/snapshot.ts';
import type { JourneySummary, RunSummary } from '../../../shared/summary.ts';
import type { Verdict } from '../../../shared/plan/threshold.ts';
import { HealthWatch, type Computer } from './health-watch.ts';
import type { Flush, Gauges } from '../messages.ts';
import { SECOND_MS } from '../load/self-watch.ts';
import { NO_GAUGES, sumOfGauges } from './gauges.ts';
import { JourneyWatch } from './journeys.ts';
import type { RunPart } from '../../../shared/plan/run-part.ts';
import { PlannedLoad } from './planned-load.ts';
import { RefusalWatch } from './refusal-watch.ts';
import { RunFigures } from './run-figures.ts';
import { Thresholds } from './thresholds.ts';

export interface RecorderListener {
  handleSnapshot(snapshot: Snapshot, summary: RunSummary, verdicts: readonly Verdict[]): void;
}

/** Demands that the run be stopped because of `verdict`. */
export interface RecorderOwner extends RecorderListener {
  handleBroken(verdict: Verdict): void;
  /** The target responds with nothing but these `statuses`; the run is to be stopped. */
  handleRefused(statuses: readonly number[], retryAfter: string | null): void;
}

export interface RecorderOptions {
  readonly workers: number;
  readonly computer: Computer;
  /** A target that responds with nothing but 429 and 503 for this time ends the run; null for never. In ms. */
  readonly stopAfterRefusedMs: number | null;
  /** How many rows each data file of the plan has. */
  readonly dataRows?: readonly number[];
  /** The requests before the run; they are stored as its first rows. */
  readonly before?: SampleBatch | null;
  /** The part of the run that is sent here; by default all of it. */
  readonly part?: RunPart | undefined;
}

export class Recorder {
  readonly #load: PlannedLoad;
  readonly #dataRows: JourneySummary['dataRows'];
  readonly #warmupMs: number;
  readonly #countedSteps: number;
  readonly #figures: RunFigures;
  readonly #journeys: JourneyWatch;
  readonly #thresholds: Thresholds;
  readonly #health: HealthWatch;
  /** Null if the run is not to be stopped for this. */
  readonly #refusals: RefusalWatch | null;
  readonly #listener: RecorderOwner;
  readonly #gauges: Gauges[];
  readonly #flushedAt: number[];
  /** By index; only the few intervals that are not yet closed. */
  readonly #open = new Map<number, Interval>();
  readonly #spare: Interval[] = [];
  /** Batches with rows that ended after the last closed interval; within each, the rows ascend in time. */
  #waiting: { readonly batch: SampleBatch; row: number }[] = [];
  #nextIndex = 0;
  /** The number of rows in all batches so far: batches are stored in the order in which they arrive. */
  #rows = 0;
  #requestsStarted = 0;
  #dropped = 0;
  #scheduled = 0;
  #lastEndedAt = 0;
  #lost = 0;
  #annotations: readonly Annotation[] = [];

  constructor(
    plan: Plan,
    { workers, computer, stopAfterRefusedMs, dataRows = [], before = null, part }: RecorderOptions,
    listener: RecorderOwner,
  ) {
    this.#dataRows = Object.fromEntries((plan.data ?? []).map(({ name }, at) => [name, dataRows[at] ?? 0]));
    this.#load = new PlannedLoad(plan, dataRows, part);
    this.#warmupMs = plan.warmup;
    this.#countedSteps = countedSteps(plan);
    this.#figures = new RunFigures(plan);
    this.#thresholds = new Thresholds(plan);
    this.#journeys = new JourneyWatch(plan, this.#thresholds);
    this.#health = new HealthWatch(workers, computer);
    this.#refusals = stopAfterRefusedMs === null ? null : new RefusalWatch(plan, stopAfterRefusedMs);
    this.#listener = listener;
    this.#gauges = Array.from({ length: workers }, () => NO_GAUGES);
    this.#flushedAt = Array.from({ length: workers }, () => 0);
    this.#rows = before?.count ?? 0;
    if (before !== null) this.#figures.addRows(before, 0, before.count);
  }

  addFlush(worker: number, { batch, gauges, seconds, flushedAt }: Flush): void {
    this.#health.add(worker, seconds);
    if (batch !== null) this.#addBatch(batch);
    this.#gauges[worker] = gauges;
    if (gauges.usedUpAt !== undefined && gauges.usedUpAt !== null) this.#load.stopAt(gauges.usedUpAt);
    this.#flushedAt[worker] = flushedAt;
    const knownUntil = Math.min(...this.#flushedAt);
    while ((this.#nextIndex + 1) * SNAPSHOT_MS <= knownUntil) this.#close();
  }

  /** This worker reports no more, so no snapshot waits for it. */
  endWorker(worker: number): void {
    this.#flushedAt[worker] = Infinity;
  }

  annotate(annotation: Annotation): void {
    this.#annotations = [...this.#annotations, annotation];
    this.#load.annotate(annotation);
    if (annotation.kind !== 'level') this.#refusals?.restart(annotation.at);
  }

  /** The requests that this worker had in flight at its last report are lost. */
  loseWorker(worker: number): void {
    const gauges = this.#gauges[worker] ?? NO_GAUGES;
    this.#lost += gauges.inFlight;
    this.#gauges[worker] = { ...gauges, inFlight: 0, oldestDueAt: Number.NaN };
    this.endWorker(worker);
  }

  /** Counts all workers that have not ended as lost. */
  loseOthers(): void {
    this.#flushedAt.forEach((at, worker) => at < Infinity && this.loseWorker(worker));
  }

  /** Nothing more falls due from `at` on. */
  markStopped(at: number): void {
    this.#load.stopAt(at);
  }

  /** Closes the intervals that are open and counts logins, which open none; the figures are final afterwards. `endedAt` is in ms since the start. */
  finish(endedAt: number): { summary: RunSummary; verdicts: readonly Verdict[] } {
    this.markStopped(endedAt);
    const last = Math.max(...this.#open.keys(), -1);
    while (this.#nextIndex <= last) this.#close(this.#nextIndex === last);
    if (this.#hasMoreToTell()) this.#close(true);
    this.#foldUntil(Infinity);
    return this.#conclude(endedAt, true);
  }

  /** Requests may have been lost, or arrivals dropped at the end, without any request that ended in the interval. */
  #hasMoreToTell(): boolean {
    const { requestsStarted, iterationsStarted } = this.#totals();
    return (
      requestsStarted > this.#requestsStarted ||
      this.#load.scheduledAt(Infinity, this.#totals()) > iterationsStarted + this.#dropped
    );
  }

  #addBatch(batch: SampleBatch): void {
    const { columns, count, worker } = batch;
    let index = -1;
    let interval: Interval | null = null;
    for (let row = 0; row < count; row += 1) {
      if ((columns.step[row] ?? 0) >= this.#countedSteps) continue;
      const endedAt = columns.endedAt[row] ?? 0;
      const at = Math.max(this.#nextIndex, Math.floor(endedAt / SNAPSHOT_MS));
      if (at !== index || interval === null) {
        index = at;
        interval = this.#openInterval(at);
      }
      const isStraggler = (columns.sentAt[row] ?? 0) < this.#warmupMs && (at + 1) * SNAPSHOT_MS > this.#warmupMs;
      if (isStraggler) interval.addWarmup();
      else interval.add(columns, row, this.#rows + row + 1, worker);
      this.#lastEndedAt = Math.max(this.#lastEndedAt, endedAt);
    }
    this.#rows += count;
    this.#waiting.push({ batch, row: 0 });
  }

  #openInterval(index: number): Interval {
    const interval = this.#open.get(index) ?? this.#spare.pop() ?? new Interval();
    if (this.#open.has(index)) return interval;
    interval.reset(Math.max(0, ALL_DOTS_UP_TO - this.#figures.total));
    this.#open.set(index, interval);
    return interval;
  }

  #close(isLast = false): void {
    const index = this.#nextIndex;
    const interval = this.#openInterval(index);
    this.#health.addTimes(interval.service.toData());
    this.#foldUntil((index + 1) * SNAPSHOT_MS);
    const snapshot = interval.toSnapshot(this.#frame(index, isLast));
    this.#nextIndex += 1;
    this.#open.delete(index);
    this.#spare.push(interval);
    this.#figures.addSnapshot(snapshot);
    const { summary, verdicts } = this.#conclude(snapshot.endAt, false);
    this.#listener.handleSnapshot(snapshot, summary, verdicts);
    const pausedIn = (from: number, to: number): number => pausedWithin(this.#annotations, from, to);
    const broken = this.#thresholds.stopping(verdicts, snapshot.endAt, pausedIn);
    if (broken !== null) this.#listener.handleBroken(broken);
    const refused = this.#refusals?.refused() ?? null;
    if (refused !== null) this.#listener.handleRefused(refused, this.#totals().retryAfter);
  }

  /** Every figure of the run must cover the same requests: those of the closed intervals. */
  #foldUntil(endAt: number): void {
    for (const waiting of this.#waiting) {
      const { columns, count } = waiting.batch;
      const from = waiting.row;
      while (waiting.row < count && (columns.endedAt[waiting.row] ?? 0) < endAt) waiting.row += 1;
      this.#figures.addRows(waiting.batch, from, waiting.row);
      this.#journeys.addRows(waiting.batch, from, waiting.row);
      this.#thresholds.addRows(waiting.batch, from, waiting.row);
      this.#refusals?.addRows(waiting.batch, from, waiting.row);
    }
    this.#waiting = this.#waiting.filter(({ batch, row }) => row < batch.count);
  }

  #frame(index: number, isLast: boolean): Parameters<Interval['toSnapshot']>[0] {
    const startAt = index * SNAPSHOT_MS;
    const endAt = startAt + SNAPSHOT_MS;
    const gauges = this.#totals();
    const scheduled = this.#load.scheduledAt(isLast ? Infinity : endAt, this.#totals());
    const due = scheduled - this.#scheduled;
    const started = Math.max(gauges.requestsStarted - this.#requestsStarted, 0);
    this.#scheduled = scheduled;
    // Iterations that are due but not started when the run ends will never start.
    const givenUp = isLast ? scheduled - gauges.iterationsStarted : gauges.iterationsDropped;
    const dropped = Math.max(givenUp - this.#dropped, 0);
    this.#requestsStarted = gauges.requestsStarted;
    this.#dropped = givenUp;
    const unstarted = Math.max(0, scheduled - gauges.iterationsStarted - givenUp);
    const isWarmup = endAt <= this.#warmupMs;
    const endsSecond = endAt % SECOND_MS === 0 || isLast;
    const oldestMs = Number.isNaN(gauges.oldestDueAt) ? 0 : Math.max(0, endAt - gauges.oldestDueAt);
    const health = endsSecond
      ? this.#health.close(Math.floor(startAt / SECOND_MS), { ...gauges, backlog: unstarted, oldestMs, scheduled, isWarmup })
      : null;
    return {
      index,
      startAt,
      endAt,
      health,
      due,
      started,
      dropped,
      isWarmup,
      inFlight: gauges.inFlight,
      // If a user is free, what is due and not started only waits for the pacer's next look, not for a user.
      backlog: isLast ? 0 : this.#load.backlogAt(endAt, gauges),
      backingOff: gauges.backingOff,
      longestBackOffMs: gauges.longestBackOffMs,
      oldestMs,
      level: this.#load.levelAt(startAt + SNAPSHOT_MS / 2),
      ...this.#journeys.takeTimes(index),
    };
  }

  #totals(): Gauges {
    return sumOfGauges(this.#gauges);
  }

  #conclude(at: number, isFinal: boolean): { summary: RunSummary; verdicts: readonly Verdict[] } {
    const scheduled = this.#load.scheduledAt(at, this.#totals());
    const { iterationsStarted: started, iterationsDropped, journey = null } = this.#totals();
    const dropped = isFinal ? scheduled - started : iterationsDropped;
    const durationMs = this.#durationMs(at, isFinal);
    const figures = this.#figures.summary(
      { durationMs, sentUntil: this.#sentUntil(durationMs, isFinal) },
      (from, to) => pausedWithin(this.#annotations, from, to),
      { scheduled, started, dropped },
    );
    const summary = {
      ...figures,
      lostRequests: this.#lost,
      generator: this.#health.summary,
      ...this.#journeys.summary(journey, this.#dataRows),
    };
    const whole = this.#figures.thresholdFigures(summary);
    return {
      summary,
      verdicts: this.#thresholds.judge(this.#nextIndex - 1, whole, (from) => this.#activeMs(from, summary.durationMs)),
    };
  }

  /** Models with stages are measured over their planned time, even if the last request ended earlier. */
  #durationMs(at: number, isFinal: boolean): number {
    return isFinal ? Math.max(this.#lastEndedAt, this.#load.plannedEnd) : at;
  }

  /** The time until which the counted requests were sent. In a plan with a planned end nothing falls due later. */
  #sentUntil(durationMs: number, isFinal: boolean): number {
    if (!isFinal) return this.#figures.sentUntil(durationMs);
    const isPlanned = this.#warmupMs > 0 && this.#load.hasPlannedEnd;
    return isPlanned ? Math.max(this.#load.plannedEnd, this.#figures.lastSentAt) : durationMs;
  }

  /** The time since the warm-up, or since `from` if that is later, without pauses. */
  #activeMs(from: number, until: number): number {
    const since = Math.max(this.#warmupMs, from);
    return until - since - pausedWithin(this.#annotations, since, until);
  }
}
