// The end of a response that speaks of a body it must not have: reported once the body has had the time to come, or came. Its time is
// that of the head all the same.
import type { Fault } from '../../faults/fault-context.ts';

/** How long it waits, in ms. */
const HOLD_MS = 100;

export interface Ending {
  readonly fault: Fault | null;
  /** When the head was complete, and when the request had its connection: ms since the run's start. */
  readonly endedAt: number;
  readonly startedAt: number;
}

export class HeldEnd {
  readonly #release: () => void;
  #ending: Ending | null = null;
  #timer: NodeJS.Timeout | null = null;
  #hasWaited = false;

  /** `release`: called once it has waited long enough. */
  constructor(release: () => void) {
    this.#release = release;
  }

  get isHolding(): boolean {
    return this.#ending !== null;
  }

  /** It waited before and nothing came: such a server writes one header too many and no body, so it would wait at each response. */
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

  /** Null where nothing is held. */
  take(): Ending | null {
    const ending = this.#ending;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#ending = null;
    return ending;
  }
}
