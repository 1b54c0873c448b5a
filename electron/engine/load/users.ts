// The virtual users of one thread: each is made when it is first needed, with a number that is this thread's alone.
import type { Gauges } from '../messages.ts';
import { shareOf, type Share } from './arrivals.ts';
import type { VirtualUser } from './virtual-user.ts';

export class Users {
  readonly #share: Share;
  readonly #make: (vu: number, slot: number) => VirtualUser;
  readonly #all: VirtualUser[] = [];
  readonly #idle: VirtualUser[] = [];
  #most = 0;

  constructor(share: Share, make: (vu: number, slot: number) => VirtualUser) {
    this.#share = share;
    this.#make = make;
  }

  get all(): readonly VirtualUser[] {
    return this.#all;
  }

  /** How many this thread can have. */
  get most(): number {
    return this.#most;
  }

  /** `maxVus`: of the whole run. */
  bound(maxVus: number): void {
    this.#most = shareOf(maxVus, this.#share);
  }

  get canGrow(): boolean {
    return this.#all.length < this.#most;
  }

  /** The number of the user that `add` would make. */
  get nextVu(): number {
    return this.#all.length * this.#share.workers + this.#share.worker;
  }

  add(): VirtualUser {
    const user = this.#make(this.nextVu, this.#all.length);
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

  /** `vus`: only users whose number is below it may start something. */
  isAnyFree(vus: number): boolean {
    return (this.canGrow && this.nextVu < vus) || this.#idle.some(({ vu }) => vu < vus);
  }

  /** The same where every user may. */
  get isAnyIdle(): boolean {
    return this.#idle.length > 0 || this.canGrow;
  }

  get areAllIdle(): boolean {
    return this.#all.every((user) => !user.isBusy);
  }

  /** What they are at, at this moment. */
  gauges(): Pick<Gauges, 'oldestDueAt' | 'backingOff' | 'longestBackOffMs'> {
    let oldestDueAt = Number.NaN;
    let backingOff = 0;
    let longestBackOffMs = 0;
    for (const user of this.#all) {
      if (user.isInFlight && !user.isMarked && !(user.dueAt >= oldestDueAt)) oldestDueAt = user.dueAt;
      if (!user.isBackingOff) continue;
      backingOff += 1;
      longestBackOffMs = Math.max(longestBackOffMs, user.backOffMs);
    }
    return { oldestDueAt, backingOff, longestBackOffMs };
  }

  get openSockets(): number {
    return this.#all.reduce((sum, user) => sum + user.openSockets, 0);
  }
}
