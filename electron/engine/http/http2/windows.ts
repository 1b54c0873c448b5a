// Flow control: how many bytes may be in flight in each direction (RFC 9113, 5.2).
import { MOST_WINDOW } from './frames.ts';

/** What the other side may still send. Bodies are read as they arrive, so the window is soon restored. */
export class ReceiveWindow {
  readonly #size: number;
  #left: number;

  constructor(size: number) {
    this.#size = size;
    this.#left = size;
  }

  /** Returns false if the server sent more than it may. */
  take(bytes: number): boolean {
    this.#left -= bytes;
    return this.#left >= 0;
  }

  /** The window increment to send now; 0 while enough is left. */
  grant(): number {
    const used = this.#size - this.#left;
    if (used < this.#size / 2) return 0;
    this.#left = this.#size;
    return used;
  }
}

/** What we may still send. It is negative if the server has reduced the window. */
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

  /** Returns false if the window would exceed its maximum. */
  grow(bytes: number): boolean {
    this.#left += bytes;
    return this.#left <= MOST_WINDOW;
  }
}
