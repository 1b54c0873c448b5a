// The virtual users that one thread has for one load: each is made when it is first needed, with a rank that is this thread's alone.
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

  /** How many this thread can have. */
  get most(): number {
    return this.#most;
  }

  /** `maxVus`: of all threads. */
  bound(maxVus: number): void {
    this.#most = shareOf(maxVus, this.#share);
  }

  get canGrow(): boolean {
    return this.#all.length < this.#most;
  }

  /** The rank of the user that `add` would make. */
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

  /** The one that became idle last, so that few connections are used; undefined where none is idle. */
  wake(): VirtualUser | undefined {
    return this.#idle.pop();
  }

  takeIdle(): VirtualUser[] {
    return this.#idle.splice(0);
  }

  /** `vus`: only users whose rank is below it may start something. */
  isAnyFree(vus: number): boolean {
    return (this.canGrow && this.nextRank < vus) || this.#idle.some(({ rank }) => rank < vus);
  }

  /** The same where every user may. */
  get isAnyIdle(): boolean {
    return this.#idle.length > 0 || this.canGrow;
  }

  get areAllIdle(): boolean {
    return this.#all.every((user) => !user.isBusy);
  }
}

/** What users are at, at this moment. */
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
