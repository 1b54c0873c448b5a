// Waits of less than half a millisecond. Node's timers tick once a millisecond, so a timer would end such a wait up to a millisecond
// late. The thread polls instead, and handles responses meanwhile; polling takes at most a tenth of its time, so that it costs the
// requests no speed and a laptop little of its battery.
import { pollUntil, type CancelTimer, type DueTools } from './due-timers.ts';

const LONGEST_MS = 0.5;
/** The share of a thread's time that may be spent polling. */
const SHARE = 0.1;
/** Time that was not used for polling is saved up to this limit. In ms. */
const MOST_SAVED_MS = 5;

export class ShortWaits {
  readonly #tools: Pick<DueTools, 'now' | 'soon'>;
  #savedMs = MOST_SAVED_MS;
  #savedUntil: number;

  constructor(tools: Pick<DueTools, 'now' | 'soon'>) {
    this.#tools = tools;
    this.#savedUntil = tools.now();
  }

  /** Returns null if a timer has to do: the wait is longer, or too much time was spent polling. */
  after(milliseconds: number, work: () => void): CancelTimer | null {
    if (milliseconds > LONGEST_MS) return null;
    const now = this.#tools.now();
    this.#savedMs = Math.min(MOST_SAVED_MS, this.#savedMs + SHARE * (now - this.#savedUntil));
    this.#savedUntil = now;
    if (this.#savedMs < milliseconds) return null;
    this.#savedMs -= milliseconds;
    return pollUntil(now + milliseconds, work, this.#tools);
  }
}
