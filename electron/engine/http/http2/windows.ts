// How much may be in flight in each direction (RFC 9113, 5.2).
import { MOST_WINDOW } from './frames.ts';

/** What the other side may still send. Bodies are read as they come, so all of it is soon granted again. */
export class ReceiveWindow {
  readonly #size: number;
  #left: number;

  constructor(size: number) {
    this.#size = size;
    this.#left = size;
  }

  /** False where the server sent more than it may. */
  take(bytes: number): boolean {
    this.#left -= bytes;
    return this.#left >= 0;
  }

  /** What is to be granted now; 0 as long as much is left. */
  grant(): number {
    const used = this.#size - this.#left;
    if (used < this.#size / 2) return 0;
    this.#left = this.#size;
    return used;
  }
}

/** What we may still send. It is below zero where the server has taken back some of what it granted. */
export class SendWindow {
  #left: number;

  constructor(size: number) {
    this.#left = size;
  }

  get left(): number {
    return this.#left;
  }

  take(bytes: number): void {
    this.#left -= bytes;
  }

  /** False where it becomes larger than there can be. */
  grow(bytes: number): boolean {
    this.#left += bytes;
    return this.#left <= MOST_WINDOW;
  }
}
