// Which iteration a virtual user may start now. One class per load model; worker w of W owns the iterations k = w mod W.
import { assertNever } from '../../../shared/errors.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { dueAt, iterationsDueBy, scheduleOf, vusAt, type Schedule } from '../../../shared/plan/schedule.ts';

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
  /** True where one user may be refused at `now` what another is given. */
  dependsOnUser(now: number): boolean;
  /** True where iterations fall due on their own, so that a late start is this computer's doing. */
  readonly hasDueTimes: boolean;
  /** How many users of the whole run may start something at `now`: those whose number is below it. */
  vus(now: number): number;
  /** From now on things follow `schedule`, which differs from the one before only in what lies ahead. */
  follow(schedule: Schedule): void;
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
      return new IterationArrivals(schedule, share);
    case 'closed':
      return new ClosedArrivals(schedule, share);
    case 'open':
      return new OpenArrivals(schedule, share, plan.load.whenBusy === 'drop' ? null : plan.gracefulStop);
    default:
      return assertNever(plan.load);
  }
}

class Scheduled {
  protected schedule: Schedule;

  constructor(schedule: Schedule) {
    this.schedule = schedule;
  }

  vus(now: number): number {
    return vusAt(this.schedule, now);
  }

  dependsOnUser(now: number): boolean {
    return this.vus(now) < this.schedule.maxVus;
  }

  follow(schedule: Schedule): void {
    this.schedule = schedule;
  }
}

/** All are due at the start; the virtual users are the semaphore. */
class IterationArrivals extends Scheduled implements Arrivals {
  iteration = 0;
  readonly dueAt = 0;
  readonly hasDueTimes = false;
  #next: number;
  readonly #step: number;
  readonly #total: number;

  constructor(schedule: Schedule, { worker, workers }: Share) {
    super(schedule);
    this.#total = schedule.iterations ?? 0;
    this.#next = worker;
    this.#step = workers;
  }

  take(vu: number, now: number): boolean {
    if (this.#next >= this.#total || vu >= this.vus(now)) return false;
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

  nextAt(now: number): number {
    if (this.isExhausted()) return Infinity;
    return this.schedule.ramps.find(({ startAt }) => startAt > now)?.startAt ?? Infinity;
  }
}

/** Each user that the level asks for starts again as soon as it is free. */
class ClosedArrivals extends Scheduled implements Arrivals {
  iteration = 0;
  dueAt = 0;
  readonly hasDueTimes = false;
  #next: number;
  readonly #step: number;
  readonly #endAt: number;

  constructor(schedule: Schedule, { worker, workers }: Share) {
    super(schedule);
    this.#next = worker;
    this.#step = workers;
    this.#endAt = schedule.durationMs ?? 0;
  }

  override dependsOnUser(): boolean {
    return true;
  }

  take(vu: number, now: number): boolean {
    if (vu >= this.vus(now)) return false;
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
class OpenArrivals extends Scheduled implements Arrivals {
  iteration = 0;
  dueAt = 0;
  readonly hasDueTimes = true;
  #next: number;
  #nextDueAt: number;
  readonly #step: number;
  readonly #endAt: number;
  readonly #lastStartAt: number;
  readonly #waits: boolean;

  /** `graceMs` null: nothing waits, an arrival starts when it is due or never. */
  constructor(schedule: Schedule, { worker, workers }: Share, graceMs: number | null) {
    super(schedule);
    this.#next = worker;
    this.#step = workers;
    this.#nextDueAt = dueAt(schedule, worker);
    this.#endAt = schedule.durationMs ?? 0;
    this.#lastStartAt = this.#endAt + (graceMs ?? Infinity);
    this.#waits = graceMs !== null;
  }

  override follow(schedule: Schedule): void {
    super.follow(schedule);
    this.#nextDueAt = dueAt(schedule, this.#next);
  }

  take(vu: number, now: number): boolean {
    if (this.#nextDueAt > now || now > this.#lastStartAt || vu >= this.vus(now)) return false;
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
    // Until the plan's end more may come: the rate can be changed while it runs.
    return now > this.#lastStartAt || (this.#nextDueAt === Infinity && now >= this.#endAt);
  }

  nextAt(now: number): number {
    // In the past where one waits for a user, or fell due since the last look: then it is worth looking again at once.
    return this.isExhausted(now) ? Infinity : Math.min(this.#nextDueAt, Math.max(this.#endAt, now));
  }

  #advance(): void {
    this.#next += this.#step;
    this.#nextDueAt = dueAt(this.schedule, this.#next);
  }
}

/** Iterations that fell due by `at`, over all workers; in the closed model those that started. */
export function scheduledBy(schedule: Schedule, at: number, started: number): number {
  return schedule.model === 'closed' ? started : iterationsDueBy(schedule, at);
}
