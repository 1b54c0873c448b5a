// The clock of the plan: it follows the run's own clock and stands still while the run is paused.
import { isPausedAt, planTimeAt, type Annotation } from '../../../shared/annotation.ts';
import type { Clock } from '../time/clock.ts';

/** All times are in ms since the run's start. */
export class PlanClock {
  readonly #clock: Clock;
  #annotations: readonly Annotation[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How far the plan has come in its schedule. */
  now(): number {
    return this.timeAt(this.#clock.now());
  }

  /** How far the plan has come at `now` on the run's clock. */
  timeAt(now: number): number {
    return planTimeAt(this.#annotations, now);
  }

  /** How far the plan lags behind the run: the sum of its pauses up to `now`. */
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
