// The virtual users of one load in one thread. Each is created when it is first needed, with a rank that no other thread has.
import type { Gauges } from '../messages.ts';
import { shareOf, type Share } from './arrivals.ts';
import type { VirtualUser } from './virtual-user.ts';

export class Users {
  readonly #share: Share;
  readonly #make: (rank: number) => VirtualUser;
  readonly #all: VirtualUser[] = [];
  readonly #idle: VirtualUser[] = [];
  #most = 0;

  constructor(share: Share, make: (rank: number) => VirtualUser) {
    this.#share = share;
    this.#make = make;
  }

  /** The most users that this thread can have. */
  get most(): number {
    return this.#most;
  }

  /** `maxVus` counts the users of all threads. */
  bound(maxVus: number): void {
    this.#most = shareOf(maxVus, this.#share);
  }

  get canGrow(): boolean {
    return this.#all.length < this.#most;
  }

  /** The rank of the next user to be created. */
  get nextRank(): number {
    return this.#all.length * this.#share.workers + this.#share.worker;
  }

  add(): VirtualUser {
    const user = this.#make(this.nextRank);
    this.#all.push(user);
    return user;
  }

  rest(user: VirtualUser): void {
    this.#idle.push(user);
  }

  /** The user that became idle last, so that few connections are used; undefined if none is idle. */
  wake(): VirtualUser | undefined {
    return this.#idle.pop();
  }

  takeIdle(): VirtualUser[] {
    return this.#idle.splice(0);
  }

  /** Whether a user with a rank below `vus` is free; only those may start something. */
  isAnyFree(vus: number): boolean {
    return (this.canGrow && this.nextRank < vus) || this.#idle.some(({ rank }) => rank < vus);
  }

  /** The same without a limit on the rank. */
  get isAnyIdle(): boolean {
    return this.#idle.length > 0 || this.canGrow;
  }

  get areAllIdle(): boolean {
    return this.#all.every((user) => !user.isBusy);
  }
}

/** Counts what the users are doing at this moment. */
export function userGauges(users: readonly VirtualUser[]): Pick<Gauges, 'oldestDueAt' | 'backingOff' | 'longestBackOffMs'> {
  let oldestDueAt = Number.NaN;
  let backingOff = 0;
  let longestBackOffMs = 0;
  for (const user of users) {
    if (user.isInFlight && !user.isMarked && !(user.dueAt >= oldestDueAt)) oldestDueAt = user.dueAt;
    if (!user.isBackingOff) continue;
    backingOff += 1;
    longestBackOffMs = Math.max(longestBackOffMs, user.backOffMs);
  }
  return { oldestDueAt, backingOff, longestBackOffMs };
}
