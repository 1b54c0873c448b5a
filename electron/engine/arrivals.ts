// Which iteration a virtual user may start now. One class per load model; worker w of W owns the iterations k = w mod W.
import { assertNever } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan.ts';
import { dueAt, iterationsDueBy, levelAt, scheduleOf, type Schedule } from '../../shared/schedule.ts';

export interface Share {
  readonly worker: number;
  readonly workers: number;
}

/** How many of `total` users belong to this worker: those whose number is congruent to its own. */
export function shareOf(total: number, { worker, workers }: Share): number {
  return Math.floor((total - worker - 1) / workers) + 1;
}

export interface Arrivals {
  /** The iteration that `take` gave last, and when it was due. */
  readonly iteration: number;
  readonly dueAt: number;
  /** True where one user may be refused what another is given. */
  readonly dependsOnUser: boolean;
  /** True where iterations fall due on their own, so that a late start is this computer's doing. */
  readonly hasDueTimes: boolean;
  /** Gives the next due iteration to virtual user `vu`; false where none is due for it at `now`. */
  take(vu: number, now: number): boolean;
  /** Gives up what is due now and found no free user, where the plan says so; how many. */
  drop(now: number): number;
  /** True once nothing will fall due any more and nothing waits. */
  isExhausted(now: number): boolean;
  /** When to look again for work for idle users, in ms since the start; Infinity where only a finished one can bring it. */
  nextAt(now: number): number;
}

export function arrivalsOf(plan: Plan, share: Share): Arrivals {
  const schedule = scheduleOf(plan.load);
  switch (plan.load.model) {
    case 'iterations':
      return new IterationArrivals(plan.load.iterations, share);
    case 'closed':
      return new ClosedArrivals(schedule, share);
    case 'open':
      return new OpenArrivals(schedule, share, plan.load.whenBusy === 'drop' ? null : plan.gracefulStop);
    default:
      return assertNever(plan.load);
  }
}

/** All are due at the start; the virtual users are the semaphore. */
class IterationArrivals implements Arrivals {
  iteration = 0;
  readonly dueAt = 0;
  readonly dependsOnUser = false;
  readonly hasDueTimes = false;
  #next: number;
  readonly #step: number;
  readonly #total: number;

  constructor(total: number, { worker, workers }: Share) {
    this.#total = total;
    this.#next = worker;
    this.#step = workers;
  }

  take(): boolean {
    if (this.#next >= this.#total) return false;
    this.iteration = this.#next;
    this.#next += this.#step;
    return true;
  }

  drop(): number {
    return 0;
  }

  isExhausted(): boolean {
    return this.#next >= this.#total;
  }

  nextAt(): number {
    return Infinity;
  }
}

/** Each user that the level asks for starts again as soon as it is free. */
class ClosedArrivals implements Arrivals {
  iteration = 0;
  dueAt = 0;
  readonly dependsOnUser = true;
  readonly hasDueTimes = false;
  #next: number;
  readonly #schedule: Schedule;
  readonly #step: number;
  readonly #endAt: number;

  constructor(schedule: Schedule, { worker, workers }: Share) {
    this.#schedule = schedule;
    this.#next = worker;
    this.#step = workers;
    this.#endAt = schedule.durationMs ?? 0;
  }

  take(vu: number, now: number): boolean {
    if (vu >= levelAt(this.#schedule, now)) return false;
    this.iteration = this.#next;
    this.dueAt = now;
    this.#next += this.#step;
    return true;
  }

  drop(): number {
    return 0;
  }

  isExhausted(now: number): boolean {
    return now >= this.#endAt;
  }

  nextAt(now: number): number {
    return now < this.#endAt ? Math.min(now + RAMP_TICK_MS, this.#endAt) : Infinity;
  }
}

const RAMP_TICK_MS = 5;

/** Arrivals fall due on their own; one that finds no free user waits until the grace time after the planned end. */
class OpenArrivals implements Arrivals {
  iteration = 0;
  dueAt = 0;
  readonly dependsOnUser = false;
  readonly hasDueTimes = true;
  #next: number;
  #nextDueAt: number;
  readonly #schedule: Schedule;
  readonly #step: number;
  readonly #lastStartAt: number;
  readonly #waits: boolean;

  /** `graceMs` null: nothing waits, an arrival starts when it is due or never. */
  constructor(schedule: Schedule, { worker, workers }: Share, graceMs: number | null) {
    this.#schedule = schedule;
    this.#next = worker;
    this.#step = workers;
    this.#nextDueAt = dueAt(schedule, worker);
    this.#lastStartAt = (schedule.durationMs ?? 0) + (graceMs ?? Infinity);
    this.#waits = graceMs !== null;
  }

  take(_vu: number, now: number): boolean {
    if (this.#nextDueAt > now || now > this.#lastStartAt) return false;
    this.iteration = this.#next;
    this.dueAt = this.#nextDueAt;
    this.#advance();
    return true;
  }

  drop(now: number): number {
    let dropped = 0;
    for (; !this.#waits && this.#nextDueAt <= now; dropped += 1) this.#advance();
    return dropped;
  }

  isExhausted(now: number): boolean {
    return this.#nextDueAt === Infinity || now > this.#lastStartAt;
  }

  nextAt(now: number): number {
    // In the past where one waits for a user, or fell due since the last look: then it is worth looking again at once.
    return this.isExhausted(now) ? Infinity : this.#nextDueAt;
  }

  #advance(): void {
    this.#next += this.#step;
    this.#nextDueAt = dueAt(this.#schedule, this.#next);
  }
}

/** Iterations that fell due by `at`, over all workers; in the closed model those that started. */
export function scheduledBy(schedule: Schedule, at: number, started: number): number {
  return schedule.model === 'closed' ? started : iterationsDueBy(schedule, at);
}
