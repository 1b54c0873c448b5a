// Delays the end of a response whose headers announce a body that it must not have, until that body has had time to arrive. The
// time of the response is still that of its head.
import type { Fault } from '../../faults/fault-context.ts';

/** How long the end is held back, in ms. */
const HOLD_MS = 100;

export interface Ending {
  readonly fault: Fault | null;
  /** When the head was complete, in ms since the run's start. */
  readonly endedAt: number;
}

export class HeldEnd {
  readonly #release: () => void;
  #ending: Ending | null = null;
  #timer: NodeJS.Timeout | null = null;
  #hasWaited = false;

  /** `release` is called when the wait is over. */
  constructor(release: () => void) {
    this.#release = release;
  }

  get isHolding(): boolean {
    return this.#ending !== null;
  }

  /**
   * True if an earlier wait on this connection brought nothing: such a server always sends one header too many and no body, so
   * waiting again would only delay every response.
   */
  get isPointless(): boolean {
    return this.#hasWaited;
  }

  hold(ending: Ending): void {
    this.#ending = ending;
    this.#timer = setTimeout(() => {
      this.#hasWaited = true;
      this.#release();
    }, HOLD_MS);
  }

  /** Returns null if nothing is held back. */
  take(): Ending | null {
    const ending = this.#ending;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#ending = null;
    return ending;
  }
}
