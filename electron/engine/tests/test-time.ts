// A clock that only advances as a test lets it. Whatever falls due runs in order and at exactly its time.
import type { Clock, TimeSource } from '../time/clock.ts';
import type { CancelTimer } from '../time/due-timers.ts';
import type { Timers } from '../time/timers.ts';

interface Due {
  readonly at: number;
  readonly number: number;
  readonly work: () => void;
}

/** Node fires no timer earlier than this. */
const SHORTEST_MS = 1;

export class SimulatedTime implements TimeSource {
  /** ms since this time began. */
  now = 0;
  /** A binary heap; the first element is due next. */
  readonly #due: Due[] = [];
  #count = 0;

  nanoseconds(): bigint {
    return BigInt(Math.round(this.now * 1e6));
  }

  clockFrom(startAt: bigint): Clock {
    const origin = Number(startAt) / 1e6;
    return { now: () => this.now - origin };
  }

  timers(): Timers {
    return new SimulatedTimers(this);
  }

  at(at: number, work: () => void): void {
    const due = { at: Math.max(at, this.now), number: this.#count, work };
    this.#count += 1;
    this.#due.push(due);
    this.#rise(this.#due.length - 1);
  }

  /** Runs the next thing that is due. Returns false if nothing is left. */
  step(): boolean {
    const [next] = this.#due;
    if (next === undefined) return false;
    const last = this.#due.pop();
    if (last !== undefined && last !== next) {
      this.#due[0] = last;
      this.#sink();
    }
    this.now = next.at;
    next.work();
    return true;
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfEarlier(at, parent)) return;
      at = parent;
    }
  }

  #sink(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const child = this.#isEarlier(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfEarlier(child, at)) return;
      at = child;
    }
  }

  #swapIfEarlier(one: number, other: number): boolean {
    if (!this.#isEarlier(one, other)) return false;
    const [a, b] = [this.#due[one], this.#due[other]];
    if (a === undefined || b === undefined) return false;
    this.#due[one] = b;
    this.#due[other] = a;
    return true;
  }

  #isEarlier(one: number, other: number): boolean {
    const [a, b] = [this.#due[one], this.#due[other]];
    return a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.number < b.number));
  }
}

class SimulatedTimers implements Timers {
  readonly #time: SimulatedTime;
  #isOver = false;

  constructor(time: SimulatedTime) {
    this.#time = time;
  }

  after(milliseconds: number, work: () => void): CancelTimer {
    let isCancelled = false;
    this.#time.at(this.#time.now + Math.max(milliseconds, SHORTEST_MS), () => {
      if (!this.#isOver && !isCancelled) work();
    });
    return () => {
      isCancelled = true;
    };
  }

  precisely(milliseconds: number, work: () => void): CancelTimer {
    return this.after(milliseconds, work);
  }

  repeat(milliseconds: number, work: () => void): void {
    this.after(milliseconds, () => {
      work();
      if (!this.#isOver) this.repeat(milliseconds, work);
    });
  }

  soon(work: () => void): void {
    this.#time.at(this.#time.now, work);
  }

  end(): void {
    this.#isOver = true;
  }
}
