// The timers of one worker: all end together.
export class Timers {
  readonly #running = new Set<NodeJS.Timeout>();
  #isOver = false;

  after(milliseconds: number, work: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#running.delete(timer);
      if (!this.#isOver) work();
    }, milliseconds);
    this.#running.add(timer);
    return timer;
  }

  repeat(milliseconds: number, work: () => void): void {
    this.#running.add(setInterval(work, milliseconds));
  }

  end(): void {
    this.#isOver = true;
    for (const timer of this.#running) clearTimeout(timer);
  }
}
