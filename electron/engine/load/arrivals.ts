// Which iteration a virtual user may start now: one class per load model. The iterations are shared by all threads of the run:
// whoever has a free user takes the next one.
import { assertNever } from '../../../shared/errors.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { dueAt, iterationsDueBy, scheduleOf, vusAt, type Schedule } from '../../../shared/plan/schedule.ts';
import type { SharedLoad } from './shared-load.ts';

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
  /** True where an arrival that finds no free user in any thread is given up: `drop` does so. */
  readonly drops: boolean;
  /** How many users of all threads may start something at `now`: those whose rank is below it. */
  vus(now: number): number;
  /** From now on things follow `schedule`, which differs from the one before only in what lies ahead. */
  follow(schedule: Schedule): void;
  /** Gives the next due iteration to the virtual user of that rank; false where none is due for it at `now`. */
  take(rank: number, now: number): boolean;
  /** Gives up what is due now while no thread has a free user; returns how many. */
  drop(now: number): number;
  /** True once nothing will fall due any more and nothing waits. */
  isExhausted(now: number): boolean;
  /** When to look again for work for idle users, in ms since the start; Infinity where only a finished one can bring it. */
  nextAt(now: number): number;
}

/** `limit`: no more iterations than this may begin. */
export function arrivalsOf(
  { load, gracefulStop }: Pick<Plan, 'load' | 'gracefulStop'>,
  shared: SharedLoad,
  limit = Infinity,
): Arrivals {
  const schedule = scheduleOf(load);
  switch (load.model) {
    case 'iterations':
      return new IterationArrivals(schedule, shared, limit);
    case 'closed':
      return new ClosedArrivals(schedule, shared, limit);
    case 'open':
      return new OpenArrivals(schedule, shared, limit, load.whenBusy === 'drop' ? null : gracefulStop);
    default:
      return assertNever(load);
  }
}

class Scheduled {
  readonly drops: boolean = false;
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

  drop(_now: number): number {
    return 0;
  }
}

/** All are due at the start; the virtual users are the semaphore. */
class IterationArrivals extends Scheduled implements Arrivals {
  iteration = 0;
  readonly dueAt = 0;
  readonly hasDueTimes = false;
  readonly #shared: SharedLoad;
  readonly #total: number;

  constructor(schedule: Schedule, shared: SharedLoad, limit: number) {
    super(schedule);
    this.#shared = shared;
    this.#total = Math.min(schedule.iterations ?? 0, limit);
  }

  take(rank: number, now: number): boolean {
    if (rank >= this.vus(now)) return false;
    for (let k = this.#shared.next; k < this.#total; k = this.#shared.next) {
      if (!this.#shared.claim(k)) continue;
      this.iteration = k;
      return true;
    }
    return false;
  }

  isExhausted(): boolean {
    return this.#shared.next >= this.#total;
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
  readonly #shared: SharedLoad;
  readonly #limit: number;
  readonly #endAt: number;

  constructor(schedule: Schedule, shared: SharedLoad, limit: number) {
    super(schedule);
    this.#shared = shared;
    this.#limit = limit;
    this.#endAt = schedule.durationMs ?? 0;
  }

  override dependsOnUser(): boolean {
    return true;
  }

  take(rank: number, now: number): boolean {
    if (rank >= this.vus(now)) return false;
    this.iteration = this.#shared.takeBelow(this.#limit);
    this.dueAt = now;
    return this.iteration >= 0;
  }

  isExhausted(now: number): boolean {
    return now >= this.#endAt || this.#shared.next >= this.#limit;
  }

  nextAt(now: number): number {
    return !this.isExhausted(now) ? Math.min(now + RAMP_TICK_MS, this.#endAt) : Infinity;
  }
}

const RAMP_TICK_MS = 5;

/** Arrivals fall due on their own; one that finds no free user waits until the grace time after the planned end. */
class OpenArrivals extends Scheduled implements Arrivals {
  iteration = 0;
  dueAt = 0;
  readonly hasDueTimes = true;
  override readonly drops: boolean;
  readonly #shared: SharedLoad;
  readonly #limit: number;
  readonly #endAt: number;
  readonly #lastStartAt: number;
  /** The last arrival of which the due time was asked, and that time. */
  #known = -1;
  #knownDueAt = 0;

  /** `graceMs` null: nothing waits, an arrival starts when it is due or never. */
  constructor(schedule: Schedule, shared: SharedLoad, limit: number, graceMs: number | null) {
    super(schedule);
    this.#shared = shared;
    this.#limit = limit;
    this.#endAt = schedule.durationMs ?? 0;
    this.#lastStartAt = this.#endAt + (graceMs ?? Infinity);
    this.drops = graceMs === null;
  }

  override follow(schedule: Schedule): void {
    super.follow(schedule);
    this.#known = -1;
  }

  take(rank: number, now: number): boolean {
    if (now > this.#lastStartAt || rank >= this.vus(now)) return false;
    for (let k = this.#shared.next; this.#dueAtOf(k) <= now; k = this.#shared.next) {
      const due = this.#knownDueAt;
      if (!this.#shared.claim(k)) continue;
      this.iteration = k;
      this.dueAt = due;
      return true;
    }
    return false;
  }

  override drop(now: number): number {
    if (!this.drops) return 0;
    let dropped = 0;
    for (let k = this.#shared.next; this.#dueAtOf(k) <= now && !this.#shared.isAnyFree; k = this.#shared.next) {
      if (this.#shared.claim(k)) dropped += 1;
    }
    return dropped;
  }

  isExhausted(now: number): boolean {
    // Until the plan's end more may come: the rate can be changed while it runs.
    if (this.#shared.next >= this.#limit) return true;
    return now > this.#lastStartAt || (now >= this.#endAt && this.#dueAtOf(this.#shared.next) === Infinity);
  }

  nextAt(now: number): number {
    // In the past where one waits for a user, or fell due since the last look: then it is worth looking again at once.
    return this.isExhausted(now) ? Infinity : Math.min(this.#dueAtOf(this.#shared.next), Math.max(this.#endAt, now));
  }

  #dueAtOf(k: number): number {
    if (k === this.#known) return this.#knownDueAt;
    this.#known = k;
    this.#knownDueAt = k >= this.#limit ? Infinity : dueAt(this.schedule, k);
    return this.#knownDueAt;
  }
}

/** Iterations that fell due by `at`, over all workers; in the closed model those that started. */
export function scheduledBy(schedule: Schedule, at: number, started: number): number {
  return schedule.model === 'closed' ? started : iterationsDueBy(schedule, at);
}
