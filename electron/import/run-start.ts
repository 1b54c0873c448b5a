// When the run of a requests.csv began, in epoch ms: each line gives the start of its request, cut to whole milliseconds.

export class RunStart {
  #from = -Infinity;
  #to = Infinity;

  /** `sentAt` is in ms since the run's start, which is unknown at first. */
  add(timeStamp: number, sentAt: number): void {
    this.#from = Math.max(this.#from, timeStamp - sentAt);
    this.#to = Math.min(this.#to, timeStamp + 1 - sentAt);
  }

  /** A start that reproduces the time of every line, in whole milliseconds if possible. */
  get at(): number {
    const whole = Math.ceil(this.#from - 1e-6);
    return whole < this.#to ? whole : (this.#from + this.#to) / 2;
  }
}
