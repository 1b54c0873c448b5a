// When the run of a requests.csv began, in epoch ms: each line tells the moment of its request's start, cut to whole milliseconds.

export class RunStart {
  #from = -Infinity;
  #to = Infinity;

  /** `sentAt` in ms since the run's start, which is what is looked for. */
  add(timeStamp: number, sentAt: number): void {
    this.#from = Math.max(this.#from, timeStamp - sentAt);
    this.#to = Math.min(this.#to, timeStamp + 1 - sentAt);
  }

  /** A moment that gives every line its own time again, whole where it can be. */
  get at(): number {
    const whole = Math.ceil(this.#from - 1e-6);
    return whole < this.#to ? whole : (this.#from + this.#to) / 2;
  }
}
