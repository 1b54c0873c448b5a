// Gives due iterations to free virtual users, and looks again when the next one may fall due. It does not know requests.
import type { Schedule } from '../../../shared/plan/schedule.ts';
import type { Clock } from '../time/clock.ts';
import type { CancelTimer } from '../time/due-timers.ts';
import type { Timers } from '../time/timers.ts';
import type { Arrivals } from './arrivals.ts';
import type { PlanClock } from './plan-clock.ts';
import type { SharedLoad } from './shared-load.ts';
import { StartTurns } from './start-turns.ts';
import type { Users } from './users.ts';
import type { VirtualUser } from './virtual-user.ts';

/** The pacer looks at least this often. */
const LONGEST_WAIT_MS = 125;

export interface PacerContext {
  readonly arrivals: Arrivals;
  readonly users: Users;
  readonly shared: SharedLoad;
  readonly clock: Clock;
  readonly planClock: PlanClock;
  readonly timers: Timers;
}

export interface PacerOwner {
  /** An iteration that fell due at `dueAt` while a user was free begins now. */
  paced(dueAt: number): void;
  startUser(user: VirtualUser, iteration: number, dueAt: number): void;
  /** Nothing more will fall due. */
  handleExhausted(): void;
}

export class Pacer {
  iterationsStarted = 0;
  iterationsDropped = 0;
  readonly #context: PacerContext;
  readonly #arrivals: Arrivals;
  readonly #users: Users;
  readonly #planClock: PlanClock;
  readonly #owner: PacerOwner;
  readonly #turns = new StartTurns();
  #cancelLook: CancelTimer | null = null;
  #isOver = false;
  /** How far the plan lagged behind the run, because of pauses, when the last iteration was taken. */
  #behindMs = 0;

  constructor(context: PacerContext, owner: PacerOwner) {
    this.#context = context;
    this.#arrivals = context.arrivals;
    this.#users = context.users;
    this.#planClock = context.planClock;
    this.#owner = owner;
  }

  get isExhausted(): boolean {
    return this.#isOver || this.#arrivals.isExhausted(this.#planClock.now());
  }

  /** True if a user of this thread could start an iteration now. */
  get hasFreeUsers(): boolean {
    if (this.#isOver) return false;
    const now = this.#planClock.now();
    return this.#arrivals.dependsOnUser(now) ? this.#users.isAnyFree(this.#arrivals.vus(now)) : this.#users.isAnyIdle;
  }

  /** Starts whatever is due and can start, and then schedules the next look. */
  look(): void {
    if (this.#isOver) return;
    // The time is read before anything is started, so that a change of the load that arrives meanwhile still lies ahead.
    const from = this.#planClock.now();
    if (!this.#planClock.isPaused && this.#startDue()) return this.lookIn(0);
    const now = this.#planClock.now();
    // If a thread has a free user, whatever has fallen due since is started by its next look.
    if (this.#arrivals.drops && !this.#publishFree()) this.iterationsDropped += this.#arrivals.drop(now);
    const nextAt = this.#arrivals.nextAt(from);
    if (nextAt === Infinity) this.#owner.handleExhausted();
    else this.lookIn(Math.max(0, Math.min(nextAt - now, LONGEST_WAIT_MS)));
  }

  lookIn(milliseconds: number): void {
    this.#cancelLook?.();
    this.#cancelLook = this.#context.timers.precisely(milliseconds, () => this.look());
  }

  /** `user` has ended an iteration: it begins the next due one, or becomes free. */
  goOn(user: VirtualUser): void {
    if (!this.#isOver && this.#take(user.rank)) {
      this.#startTaken(user);
      return;
    }
    this.#users.rest(user);
    if (this.#arrivals.drops) this.#publishFree();
  }

  follow(schedule: Schedule): void {
    this.#arrivals.follow(schedule);
    this.#users.bound(schedule.maxVus);
  }

  /** Starts nothing more. */
  end(): void {
    this.#isOver = true;
    this.#cancelLook?.();
    this.#context.shared.publishFree(false);
  }

  /** Returns whether it gave way to other work and must continue in a moment. */
  #startDue(): boolean {
    this.#startIdle();
    this.#turns.begin(this.#context.clock.now());
    while (this.#users.canGrow) {
      if (this.#turns.isOver(this.#context.clock.now())) return true;
      if (!this.#takePaced(this.#users.nextRank)) return false;
      this.#startTaken(this.#users.add());
    }
    return false;
  }

  #startIdle(): void {
    if (this.#arrivals.dependsOnUser(this.#planClock.now())) {
      for (const user of this.#users.takeIdle()) {
        if (this.#takePaced(user.rank)) this.#startTaken(user);
        else this.#users.rest(user);
      }
      return;
    }
    for (let user = this.#users.wake(); user !== undefined; user = this.#users.wake()) {
      if (!this.#takePaced(user.rank)) {
        this.#users.rest(user);
        return;
      }
      this.#startTaken(user);
    }
  }

  /** An iteration that falls due while a user is free can only be late because of the load generator. */
  #takePaced(rank: number): boolean {
    if (!this.#take(rank)) return false;
    if (this.#arrivals.hasDueTimes) this.#owner.paced(this.#arrivals.dueAt + this.#behindMs);
    return true;
  }

  /** The clock is read only once, so that a pause begins either before or after this. */
  #take(rank: number): boolean {
    const now = this.#context.clock.now();
    if (this.#planClock.isPausedAt(now) || !this.#arrivals.take(rank, this.#planClock.timeAt(now))) return false;
    this.#behindMs = this.#planClock.behindAt(now);
    return true;
  }

  #startTaken(user: VirtualUser): void {
    this.iterationsStarted += 1;
    const { iteration, dueAt, drops } = this.#arrivals;
    // What was due before a pause waited on the plan's clock, so the pause is not part of its queue delay.
    this.#owner.startUser(user, iteration, dueAt + this.#behindMs);
    if (drops) this.#publishFree();
  }

  #publishFree(): boolean {
    const isFree = this.hasFreeUsers;
    this.#context.shared.publishFree(isFree);
    return isFree;
  }
}
