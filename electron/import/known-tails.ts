// What was found out about the ends of lines, by their bytes: many lines end alike, and then are not read again.
import { ByteWords } from './byte-words.ts';

/** Where nearly every line has an end of its own, nothing is gained by keeping more. */
const MOST_TAILS = 20_000;

interface Tail<T> {
  readonly words: ByteWords;
  readonly length: number;
  readonly value: T;
  /** Another one with the same hash. */
  readonly next: Tail<T> | undefined;
}

export class KnownTails<T> {
  readonly #words = new ByteWords();
  readonly #known = new Map<number, Tail<T>>();
  #count = 0;
  #hits = 0;
  /** True once it has turned out that hardly any end comes again. */
  #isUseless = false;

  find(bytes: Uint8Array, from: number, to: number): T | undefined {
    if (this.#isUseless) return undefined;
    this.#words.bytes = bytes;
    const length = to - from;
    for (let tail = this.#known.get(this.#words.hashOf(from, to)); tail !== undefined; tail = tail.next) {
      if (tail.length !== length || !this.#words.isSameAs(tail.words, from, 0, length)) continue;
      this.#hits += 1;
      return tail.value;
    }
    return undefined;
  }

  note(bytes: Uint8Array, from: number, to: number, value: T): void {
    if (this.#count === MOST_TAILS) this.#clear();
    if (this.#isUseless) return;
    this.#words.bytes = bytes;
    const hash = this.#words.hashOf(from, to);
    const words = new ByteWords();
    words.bytes = Uint8Array.from(bytes.subarray(from, to));
    this.#known.set(hash, { words, length: to - from, value, next: this.#known.get(hash) });
    this.#count += 1;
  }

  #clear(): void {
    this.#isUseless = this.#hits < this.#count;
    this.#known.clear();
    this.#count = 0;
    this.#hits = 0;
  }
}
