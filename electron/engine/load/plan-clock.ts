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
    return planTimeAt(this.#annotations, this.#clock.now());
  }

  /** How far the plan is behind the run: the sum of its pauses up to now. */
  get behindMs(): number {
    if (this.#annotations.length === 0) return 0;
    const now = this.#clock.now();
    return now - planTimeAt(this.#annotations, now);
  }

  get isPaused(): boolean {
    return this.#annotations.length > 0 && isPausedAt(this.#annotations, this.#clock.now());
  }

  get annotations(): readonly Annotation[] {
    return this.#annotations;
  }

  annotate(annotation: Annotation): void {
    this.#annotations = [...this.#annotations, annotation];
  }
}
