// The timers of one thread or one run: all of them end together. An interface, so that a test can hand in its own time.

export type CancelTimer = () => void;

export interface Timers {
  after(milliseconds: number, work: () => void): CancelTimer;
  repeat(milliseconds: number, work: () => void): void;
  /** As soon as what is being done now has returned. */
  soon(work: () => void): void;
  /** Nothing that was asked for happens any more. */
  end(): void;
}

/** Those of Node. */
export class NodeTimers implements Timers {
  readonly #running = new Set<NodeJS.Timeout>();
  #isOver = false;

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
