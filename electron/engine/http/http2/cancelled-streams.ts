// The streams of a connection that were given up: something of them may still be on its way, and is passed over.

const MOST = 1000;

export class CancelledStreams {
  readonly #numbers = new Set<number>();

  /** As many as that are remembered, so that resets without end cost no memory. */
  remember(stream: number): void {
    this.#numbers.add(stream);
    const [oldest] = this.#numbers.size > MOST ? this.#numbers : [];
    if (oldest !== undefined) this.#numbers.delete(oldest);
  }

  has(stream: number): boolean {
    return this.#numbers.has(stream);
  }
}
