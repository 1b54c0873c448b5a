// What the load of a run asks for over time, with the changes and pauses of the run in it. Times in ms since the run's start.
import { isPausedAt, planTimeAt, runTimeAt, type Annotation } from '../../../shared/annotation.ts';
import { scheduleOfRun } from '../../../shared/plan/load-change.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { levelAt, scheduleOf, type Schedule } from '../../../shared/plan/schedule.ts';
import { scheduledBy } from '../load/arrivals.ts';
import type { Gauges } from '../messages.ts';

export class PlannedLoad {
  readonly #plan: Plan;
  #schedule: Schedule;
  #stoppedAt = Infinity;
  #annotations: readonly Annotation[] = [];

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#schedule = scheduleOf(plan.load);
  }

  annotate(annotation: Annotation): void {
    this.#annotations = [...this.#annotations, annotation];
    if (annotation.kind === 'level') this.#schedule = scheduleOfRun(this.#plan.load, this.#annotations);
  }

  /** From `at` on nothing more falls due. */
  stopAt(at: number): void {
    this.#stoppedAt = Math.min(this.#stoppedAt, at);
  }

  /** False where the work decides how long it takes. */
  get hasPlannedEnd(): boolean {
    return this.#schedule.durationMs !== null;
  }

  get plannedEnd(): number {
    return Math.min(runTimeAt(this.#annotations, this.#schedule.durationMs ?? 0, this.#stoppedAt), this.#stoppedAt);
  }

  /** Iterations that fell due by `at`, or were begun. */
  scheduledAt(at: number, { iterationsStarted, iterationsDropped }: Gauges): number {
    const handled = iterationsStarted + iterationsDropped;
    return Math.max(handled, scheduledBy(this.#schedule, this.#planTime(Math.min(at, this.#stoppedAt)), iterationsStarted));
  }

  levelAt(at: number): number {
    return isPausedAt(this.#annotations, at) ? 0 : levelAt(this.#schedule, this.#planTime(at));
  }

  #planTime(at: number): number {
    return planTimeAt(this.#annotations, at);
  }
}
