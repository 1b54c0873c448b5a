// The clock of the plan: it follows the run's own, and stands still while the run is paused.
import { isPausedAt, planTimeAt, type Annotation } from '../../../shared/annotation.ts';
import type { Clock } from '../time/clock.ts';

/** All in ms since the run's start. */
export class PlanClock {
  readonly #clock: Clock;
  #annotations: readonly Annotation[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Where in its schedule the plan is. */
  now(): number {
    return this.timeAt(this.#clock.now());
  }

  /** Where it is at `now` on the run's clock. */
  timeAt(now: number): number {
    return planTimeAt(this.#annotations, now);
  }

  /** How far the plan is behind the run: the sum of its pauses up to `now`. */
  behindAt(now: number): number {
    return this.#annotations.length === 0 ? 0 : now - planTimeAt(this.#annotations, now);
  }

  get isPaused(): boolean {
    return this.#annotations.length > 0 && isPausedAt(this.#annotations, this.#clock.now());
  }

  isPausedAt(now: number): boolean {
    return this.#annotations.length > 0 && isPausedAt(this.#annotations, now);
  }

  get annotations(): readonly Annotation[] {
    return this.#annotations;
  }

  annotate(annotation: Annotation): void {
    this.#annotations = [...this.#annotations, annotation];
  }
}
