// What the loads of a run demand over time, including the changes and pauses of the run. Times are in ms since the run's start.
import { isPausedAt, planTimeAt, runTimeAt, type Annotation } from '../../../shared/annotation.ts';
import { rowLimits } from '../../../shared/plan/journey/data-row.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { levelAt, type Schedule } from '../../../shared/plan/schedule.ts';
import { schedulesOf } from '../../../shared/plan/streams.ts';
import { scheduledBy } from '../load/arrivals.ts';
import { countOfPart, WHOLE_RUN, type RunPart } from '../../../shared/plan/run-part.ts';
import type { Gauges } from '../messages.ts';

export class PlannedLoad {
  readonly #plan: Plan;
  /** The limit of each load: no more iterations fall due than there are data rows. */
  readonly #limits: readonly number[];
  #schedules: readonly Schedule[];
  readonly #part: RunPart;
  #stoppedAt = Infinity;
  #annotations: readonly Annotation[] = [];

  /** `dataRows` are the row counts of the data files. */
  constructor(plan: Plan, dataRows: readonly number[], part = WHOLE_RUN) {
    this.#plan = plan;
    this.#part = part;
    this.#limits = rowLimits(plan, dataRows);
    this.#schedules = schedulesOf(plan);
  }

  annotate(annotation: Annotation): void {
    this.#annotations = [...this.#annotations, annotation];
    if (annotation.kind === 'level') this.#schedules = schedulesOf(this.#plan, this.#annotations);
  }

  /** Nothing more falls due from `at` on. */
  stopAt(at: number): void {
    this.#stoppedAt = Math.min(this.#stoppedAt, at);
  }

  /** False if the end depends on the work that is left. */
  get hasPlannedEnd(): boolean {
    return this.#schedules.every(({ durationMs }) => durationMs !== null);
  }

  get plannedEnd(): number {
    const durationMs = Math.max(...this.#schedules.map((schedule) => schedule.durationMs ?? 0));
    return Math.min(runTimeAt(this.#annotations, durationMs, this.#stoppedAt), this.#stoppedAt);
  }

  /** How many iterations fell due, or were begun, by `at`. */
  scheduledAt(at: number, { iterationsStarted, iterationsDropped, streams }: Gauges): number {
    const dues = this.#duesAt(at, streams?.map((stream) => stream.iterationsStarted) ?? [iterationsStarted]);
    const due = dues.reduce((sum, count) => sum + count, 0);
    return Math.max(iterationsStarted + iterationsDropped, due);
  }

  /** How many of the iterations due at `at` wait for a user. If a user is free, they only wait for its thread to look again. */
  backlogAt(at: number, { iterationsStarted, iterationsDropped, hasFreeUsers, streams }: Gauges): number {
    const loads = streams ?? [{ iterationsStarted, iterationsDropped, hasFreeUsers }];
    const dues = this.#duesAt(
      at,
      loads.map((stream) => stream.iterationsStarted),
    );
    return loads.reduce((sum, load, index) => {
      const unstarted = (dues[index] ?? 0) - load.iterationsStarted - load.iterationsDropped;
      return load.hasFreeUsers ? sum : sum + Math.max(0, unstarted);
    }, 0);
  }

  levelAt(at: number): number {
    if (isPausedAt(this.#annotations, at)) return 0;
    return this.#schedules.reduce((sum, schedule) => sum + levelAt(schedule, this.#planTime(at)), 0) / this.#part.parts;
  }

  /** The counts by load. */
  #duesAt(at: number, started: readonly number[]): readonly number[] {
    const planTime = this.#planTime(Math.min(at, this.#stoppedAt));
    return this.#schedules.map((schedule, index) =>
      schedule.model === 'closed'
        ? scheduledBy(schedule, planTime, started[index] ?? 0)
        : countOfPart(Math.min(this.#limits[index] ?? Infinity, scheduledBy(schedule, planTime, 0)), this.#part),
    );
  }

  #planTime(at: number): number {
    return planTimeAt(this.#annotations, at);
  }
}
