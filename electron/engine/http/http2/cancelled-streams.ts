// The streams of a connection that were cancelled: frames for them may still arrive and are ignored.

const MOST = 1000;

export class CancelledStreams {
  readonly #numbers = new Set<number>();

  /** Only this many are remembered, so that endless resets do not use up memory. */
  remember(stream: number): void {
    this.#numbers.add(stream);
    const [oldest] = this.#numbers.size > MOST ? this.#numbers : [];
    if (oldest !== undefined) this.#numbers.delete(oldest);
  }

  has(stream: number): boolean {
    return this.#numbers.has(stream);
  }
}
