// The timers of one thread or one run: all of them end together. An interface, so that a test can hand in its own time.
import { DueTimers, type CancelTimer } from './due-timers.ts';

export interface Timers {
  after(milliseconds: number, work: () => void): CancelTimer;
  /** The same for what must not be late, also where the system wakes timers on a coarse tick. */
  precisely(milliseconds: number, work: () => void): CancelTimer;
  repeat(milliseconds: number, work: () => void): void;
  /** As soon as what is being done now has returned. */
  soon(work: () => void): void;
  /** Nothing that was asked for happens any more. */
  end(): void;
}

/** Those of Node. */
export class NodeTimers implements Timers {
  readonly #running = new Set<NodeJS.Timeout>();
  readonly #due = new DueTimers();
  #isOver = false;

  precisely(milliseconds: number, work: () => void): CancelTimer {
    return this.#due.isCoarse && milliseconds > 0
      ? this.#due.after(milliseconds, () => !this.#isOver && work())
      : this.after(milliseconds, work);
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
  }
}
