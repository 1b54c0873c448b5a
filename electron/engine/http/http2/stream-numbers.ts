// The numbers that a connection gives to its streams, which are never given twice (RFC 9113, 5.1.1), and which of those streams were
// cancelled: frames for them may still arrive and are ignored.
import { MOST_STREAM } from './frames.ts';

/** Only this many cancelled streams are remembered one by one, so that endless resets do not use up memory. */
const MOST_CANCELLED = 1000;

export class StreamNumbers {
  #next: number;
  readonly #cancelled = new Set<number>();
  /** Cancelled streams up to this number are no longer remembered. */
  #forgotten = 0;

  /** Numbers begin at 1; a test that needs them to run out begins later. */
  constructor(first = 1) {
    this.#next = first;
  }

  /** False once all numbers were given: the next request needs another connection. */
  get areLeft(): boolean {
    return this.#next <= MOST_STREAM;
  }

  give(): number {
    const number = this.#next;
    this.#next += 2;
    return number;
  }

  /** Our streams have odd numbers in ascending order. There are no others, because push is disabled. */
  wasGiven(stream: number): boolean {
    return stream % 2 === 1 && stream < this.#next;
  }

  cancel(stream: number): void {
    this.#cancelled.add(stream);
    const [oldest] = this.#cancelled.size > MOST_CANCELLED ? this.#cancelled : [];
    if (oldest === undefined) return;
    this.#cancelled.delete(oldest);
    this.#forgotten = Math.max(this.#forgotten, oldest);
  }

  /** True also for a stream that may have been cancelled, so that no server is blamed for a response that is merely late. */
  mayBeCancelled(stream: number): boolean {
    return stream <= this.#forgotten || this.#cancelled.has(stream);
  }
}
