// How the journeys of one thread ended and how long they took: from due to last byte of each request, one behind the other. Pauses
// between requests, and what prepares a user, are no part of it.
import { Histogram } from '../../../shared/histogram.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { JourneyCounts } from '../messages.ts';

/** Its first request was sent in the warm-up. */
const UNCOUNTED = -1;

export class JourneyWatch {
  readonly #warmupMs: number;
  /** By step: whether it is one of several of its scenario. */
  readonly #isOfJourney: readonly boolean[];
  /** By the slot of the user: the time of its journey so far; undefined where none is under way. */
  readonly #journeys: (number | undefined)[] = [];
  #times = new Histogram();
  #started = 0;
  #completed = 0;
  #skipped = 0;

  constructor({ warmup, scenarios }: Pick<Plan, 'warmup' | 'scenarios'>) {
    this.#warmupMs = warmup;
    this.#isOfJourney = scenarios.flatMap(({ steps }) => steps.map(() => steps.length > 1));
  }

  /** A request of a scenario is sent. */
  sent(slot: number, step: number, now: number): void {
    if (this.#journeys[slot] !== undefined || this.#isOfJourney[step] !== true) return;
    this.#journeys[slot] = now < this.#warmupMs ? UNCOUNTED : 0;
    if (now >= this.#warmupMs) this.#started += 1;
  }

  /** `responseMs`: from due to last byte of a request. */
  received(slot: number, responseMs: number): void {
    const time = this.#journeys[slot];
    if (time !== undefined && time !== UNCOUNTED) this.#journeys[slot] = time + responseMs;
  }

  ended(slot: number, end: 'completed' | 'skipped' | 'cut'): void {
    const time = this.#journeys[slot];
    this.#journeys[slot] = undefined;
    if (time === undefined || time === UNCOUNTED || end === 'cut') return;
    if (end === 'skipped') this.#skipped += 1;
    else {
      this.#completed += 1;
      this.#times.record(time);
    }
  }

  /** Counts up to now, and the times since the last call. */
  take(): JourneyCounts {
    const times = this.#times.count === 0 ? null : this.#times.toData();
    this.#times.clear();
    return { started: this.#started, completed: this.#completed, skipped: this.#skipped, times };
  }
}
