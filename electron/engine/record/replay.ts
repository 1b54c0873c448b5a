// Folds stored requests into snapshots and figures, for a run that was not watched while it ran: whatever a thread would have
// reported is derived from the requests themselves. Periods without requests cost nothing.
import { pausedWithin, planTimeAt, isPausedAt, type Annotation } from '../../../shared/annotation.ts';
import { Interval } from '../../../shared/interval.ts';
import { scheduleOfPlan } from '../../../shared/plan/streams.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { levelAt, type Schedule } from '../../../shared/plan/schedule.ts';
import type { Verdict } from '../../../shared/plan/threshold.ts';
import { countedSteps } from '../../../shared/plan/sent-steps.ts';
import type { BatchTally, SampleBatch } from '../../../shared/sample.ts';
import { ALL_DOTS_UP_TO, SNAPSHOT_MS, type Snapshot } from '../../../shared/snapshot.ts';
import { indexAfter } from '../../../shared/snapshot-columns.ts';
import type { JourneySummary, RunSummary } from '../../../shared/summary.ts';
import { JourneyWatch } from './journeys.ts';
import { RunFigures } from './run-figures.ts';
import { Thresholds } from './thresholds.ts';

/** A shorter period without requests is filled with empty snapshots. This many quarters of a second are one minute. */
const MOST_EMPTY = 240;

interface Flow {
  due: number;
  started: number;
  ended: number;
}

export interface ReplayedEnd {
  readonly summary: Omit<RunSummary, 'generator' | 'lostRequests'>;
  readonly verdicts: readonly Verdict[];
}

export class Replay {
  readonly #plan: Plan;
  readonly #countedSteps: number;
  readonly #annotations: readonly Annotation[];
  readonly #schedule: Schedule;
  readonly #handleSnapshot: (snapshot: Snapshot) => void;
  readonly #figures: RunFigures;
  readonly #thresholds: Thresholds;
  /** Null if the rows do not say which of them belong together. */
  readonly #journeys: JourneyWatch | null;
  readonly #open = new Map<number, Interval>();
  readonly #flows = new Map<number, Flow>();
  #nextIndex = 0;
  /** The end of the known snapshots, in ms since the run's start. */
  #knownUntil = 0;
  #inFlight = 0;
  #backlog = 0;

  /** `hasJourneys` is true if the rows contain the real virtual users and iterations. */
  constructor(plan: Plan, annotations: readonly Annotation[], handleSnapshot: (snapshot: Snapshot) => void, hasJourneys = true) {
    this.#plan = plan;
    this.#countedSteps = countedSteps(plan);
    this.#annotations = annotations;
    this.#schedule = scheduleOfPlan(plan, annotations);
    this.#handleSnapshot = handleSnapshot;
    this.#figures = new RunFigures(plan);
    this.#thresholds = new Thresholds(plan);
    this.#journeys = hasJourneys ? new JourneyWatch(plan, this.#thresholds) : null;
  }

  /** Adds a snapshot that is already known; its requests are still added as rows. Snapshots come in order and before all rows. */
  addKnown(snapshot: Snapshot): void {
    this.#figures.addSnapshot(snapshot);
    this.#nextIndex = indexAfter(snapshot);
    this.#knownUntil = this.#nextIndex * SNAPSHOT_MS;
    this.#inFlight = snapshot.inFlight;
    this.#backlog = snapshot.backlog;
  }

  /**
   * `firstSeq` is the number of the first row in stored order, from 1. Rows that ended within known snapshots are already part of
   * those.
   */
  add(batch: SampleBatch, firstSeq: number): void {
    const { columns, count } = batch;
    this.#figures.addRows(batch, 0, count);
    this.#thresholds.addRows(batch, 0, count);
    this.#journeys?.addRows(batch, 0, count);
    for (let row = 0; row < count; row += 1) {
      if ((columns.endedAt[row] ?? 0) >= this.#knownUntil) this.#addRow(batch, row, firstSeq + row);
    }
  }

  /** No later row ended, or was sent, before `at`. */
  closeUntil(at: number): void {
    for (const index of [...this.#open.keys()].toSorted((a, b) => a - b)) {
      if ((index + 1) * SNAPSHOT_MS > at) return;
      this.#closeUpTo(index);
    }
  }

  /**
   * `iterations` are those of the whole run, because the caller knows them. `tally` holds the results of the checks; null if they
   * are not known.
   */
  finish(
    endedAt: number,
    iterations: RunSummary['iterations'],
    { tally = null, dataRows = {} }: { tally?: BatchTally | null; dataRows?: JourneySummary['dataRows'] } = {},
  ): ReplayedEnd {
    this.closeUntil(Infinity);
    const { warmup } = this.#plan;
    const paused = (from: number, to: number): number => pausedWithin(this.#annotations, from, to);
    const figures = this.#figures.summary(
      { durationMs: endedAt, sentUntil: this.#figures.sentUntil(endedAt) },
      paused,
      iterations,
    );
    const summary = { ...figures, ...this.#journeys?.summary(tally, dataRows) };
    const active = (from: number): number => {
      const since = Math.max(warmup, from);
      return endedAt - since - paused(since, endedAt);
    };
    const whole = this.#figures.thresholdFigures(summary);
    return { summary, verdicts: this.#thresholds.judge(this.#nextIndex - 1, whole, active) };
  }

  #addRow({ columns, worker }: SampleBatch, row: number, seq: number): void {
    if ((columns.step[row] ?? 0) >= this.#countedSteps) return;
    const [endedAt, sentAt, dueAt] = [columns.endedAt[row] ?? 0, columns.sentAt[row] ?? 0, columns.dueAt[row] ?? 0];
    const index = this.#indexOf(endedAt);
    const interval = this.#openInterval(index);
    const { warmup } = this.#plan;
    if (sentAt < warmup && (index + 1) * SNAPSHOT_MS > warmup) interval.addWarmup();
    else interval.add(columns, row, seq, worker);
    // Requests that were sent or due before the end of the known snapshots are in their gauges.
    if (sentAt >= this.#knownUntil) this.#flowOf(sentAt).started += 1;
    if (dueAt >= this.#knownUntil) this.#flowOf(dueAt).due += 1;
    this.#flowOf(endedAt).ended += 1;
  }

  /** The interval of a row, or the next open one if that is closed. */
  #indexOf(at: number): number {
    return Math.max(this.#nextIndex, Math.floor(at / SNAPSHOT_MS));
  }

  #openInterval(index: number): Interval {
    const known = this.#open.get(index);
    if (known !== undefined) return known;
    const interval = new Interval();
    interval.reset(Math.max(0, ALL_DOTS_UP_TO - this.#figures.total));
    this.#open.set(index, interval);
    return interval;
  }

  #flowOf(at: number): Flow {
    const index = this.#indexOf(at);
    const known = this.#flows.get(index);
    if (known !== undefined) return known;
    const flow = { due: 0, started: 0, ended: 0 };
    this.#flows.set(index, flow);
    return flow;
  }

  /** Short gaps are filled completely, long ones only at their ends, so that charts fall to 0 and rise again. */
  #closeUpTo(index: number): void {
    if (index - this.#nextIndex > MOST_EMPTY) {
      if (this.#nextIndex > 0) this.#close(this.#nextIndex);
      this.#nextIndex = index - 1;
    }
    while (this.#nextIndex <= index) this.#close(this.#nextIndex);
  }

  #close(index: number): void {
    const interval = this.#openInterval(index);
    const { due, started, ended } = this.#flows.get(index) ?? { due: 0, started: 0, ended: 0 };
    this.#open.delete(index);
    this.#flows.delete(index);
    this.#inFlight = Math.max(0, this.#inFlight + started - ended);
    this.#backlog = Math.max(0, this.#backlog + due - started);
    const startAt = index * SNAPSHOT_MS;
    const middle = startAt + SNAPSHOT_MS / 2;
    const snapshot = interval.toSnapshot({
      index,
      startAt,
      endAt: startAt + SNAPSHOT_MS,
      health: null,
      due,
      started,
      dropped: 0,
      isWarmup: startAt + SNAPSHOT_MS <= this.#plan.warmup,
      inFlight: this.#inFlight,
      backlog: this.#backlog,
      backingOff: 0,
      longestBackOffMs: 0,
      oldestMs: 0,
      ...this.#journeys?.takeTimes(index),
      level: isPausedAt(this.#annotations, middle) ? 0 : levelAt(this.#schedule, planTimeAt(this.#annotations, middle)),
    });
    this.#nextIndex = index + 1;
    this.#figures.addSnapshot(snapshot);
    this.#handleSnapshot(snapshot);
  }
}
