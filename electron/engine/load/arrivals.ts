// Which iteration a virtual user may start now: one class per load model. All threads of the run share the iterations: whichever
// has a free user takes the next one.
import { assertNever } from '../../../shared/errors.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { dueAt, iterationsDueBy, scheduleOf, vusAt, type Schedule } from '../../../shared/plan/schedule.ts';
import type { SharedLoad } from './shared-load.ts';

export interface Share {
  readonly worker: number;
  readonly workers: number;
}

/**
 * How many of `total` users belong to this worker. The users are dealt out in turn, so they are those with a number congruent to
 * the worker's own.
 */
export function shareOf(total: number, { worker, workers }: Share): number {
  return Math.floor((total - worker - 1) / workers) + 1;
}

export interface Arrivals {
  /** The iteration that `take` gave last, and when it was due. */
  readonly iteration: number;
  readonly dueAt: number;
  /** True if, at `now`, one user may be given an iteration that another one is not. */
  dependsOnUser(now: number): boolean;
  /** True if iterations fall due by the clock, so that a late start is the load generator's own delay. */
  readonly hasDueTimes: boolean;
  /** True if an arrival is dropped when no thread has a free user; `drop` does so. */
  readonly drops: boolean;
  /** How many users of all threads may start something at `now`: those with a rank below this number. */
  vus(now: number): number;
  /** Follows `schedule` from now on. It differs from the previous one only in the part that lies ahead. */
  follow(schedule: Schedule): void;
  /** Gives the next due iteration to the virtual user of that rank. Returns false if none is due for it at `now`. */
  take(rank: number, now: number): boolean;
  /** Drops what is due now while no thread has a free user; returns how many arrivals. */
  drop(now: number): number;
  /** True once nothing more will fall due and nothing waits. */
  isExhausted(now: number): boolean;
  /** When to look again for work for idle users, in ms since the start; Infinity if only the end of a request can bring some. */
  nextAt(now: number): number;
}

/** `limit` is the largest number of iterations that may begin. */
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

/** All iterations are due at the start; the number of virtual users limits how many run at once. */
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

/** Each user below the current level starts again as soon as it is free. */
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

/** Arrivals fall due by the clock. One that finds no free user waits, at most until the grace time after the planned end. */
class OpenArrivals extends Scheduled implements Arrivals {
  iteration = 0;
  dueAt = 0;
  readonly hasDueTimes = true;
  override readonly drops: boolean;
  readonly #shared: SharedLoad;
  readonly #limit: number;
  readonly #endAt: number;
  readonly #lastStartAt: number;
  /** The arrival whose due time was computed last, and that time. */
  #known = -1;
  #knownDueAt = 0;

  /** If `graceMs` is null, nothing waits: an arrival starts when it is due or is dropped. */
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
    // More may fall due until the planned end, because the rate can be changed during the run.
    if (this.#shared.next >= this.#limit) return true;
    return now > this.#lastStartAt || (now >= this.#endAt && this.#dueAtOf(this.#shared.next) === Infinity);
  }

  nextAt(now: number): number {
    // The result lies in the past if an arrival waits for a user or fell due since the last look: then the pacer looks again at
    // once.
    return this.isExhausted(now) ? Infinity : Math.min(this.#dueAtOf(this.#shared.next), Math.max(this.#endAt, now));
  }

  #dueAtOf(k: number): number {
    if (k === this.#known) return this.#knownDueAt;
    this.#known = k;
    this.#knownDueAt = k >= this.#limit ? Infinity : dueAt(this.schedule, k);
    return this.#knownDueAt;
  }
}

/** How many iterations fell due by `at` in all workers; in the closed model, how many started. */
export function scheduledBy(schedule: Schedule, at: number, started: number): number {
  return schedule.model === 'closed' ? started : iterationsDueBy(schedule, at);
}
