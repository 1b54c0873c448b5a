// The timers of one thread or one run, which all end together. It is an interface so that a test can supply its own time.
import { DueTimers, NODE, type CancelTimer } from './due-timers.ts';
import { ShortWaits } from './short-waits.ts';

export interface Timers {
  after(milliseconds: number, work: () => void): CancelTimer;
  /** Like `after`, but precise even on a system with coarse ticks, and for waits of less than a tick. */
  precisely(milliseconds: number, work: () => void): CancelTimer;
  repeat(milliseconds: number, work: () => void): void;
  /** Runs `work` as soon as the current work has returned. */
  soon(work: () => void): void;
  /** Cancels everything that is still pending. */
  end(): void;
}

/** Something that ends waits more precisely than Node's timers do. */
export interface PreciseWaits {
  /** Returns null if a timer has to do. */
  after(milliseconds: number, work: () => void): CancelTimer | null;
  end(): void;
}

/** The timers of Node. With `precise`, waits that have to be precise are left to it. */
export class NodeTimers implements Timers {
  readonly #precise: PreciseWaits | null;
  readonly #running = new Set<NodeJS.Timeout>();
  readonly #due = new DueTimers();
  readonly #short = new ShortWaits(NODE);
  #isOver = false;

  constructor(precise: PreciseWaits | null = null) {
    this.#precise = precise;
  }

  precisely(milliseconds: number, work: () => void): CancelTimer {
    if (milliseconds <= 0) return this.after(milliseconds, work);
    const unlessOver = (): void => {
      if (!this.#isOver) work();
    };
    const precise = this.#short.after(milliseconds, unlessOver) ?? this.#precise?.after(milliseconds, unlessOver) ?? null;
    if (precise !== null) return precise;
    return this.#due.isCoarse ? this.#due.after(milliseconds, unlessOver) : this.after(milliseconds, work);
  }

  after(milliseconds: number, work: () => void): CancelTimer {
    const timer = setTimeout(() => {
      this.#running.delete(timer);
      if (!this.#isOver) work();
    }, milliseconds);
    this.#running.add(timer);
    return () => {
      clearTimeout(timer);
      this.#running.delete(timer);
    };
  }

  repeat(milliseconds: number, work: () => void): void {
    this.#running.add(setInterval(work, milliseconds));
  }

  soon(work: () => void): void {
    setImmediate(work);
  }

  end(): void {
    this.#isOver = true;
    for (const timer of this.#running) clearTimeout(timer);
    this.#running.clear();
    this.#precise?.end();
  }
}
