// The Server-Timing of the slowest requests of each batch of one thread. If many requests are sent at once, each one that ends is
// the slowest so far, so noting one must cost no more than a look at the few that are kept.
import type { ServerTiming } from '../../../shared/sample.ts';
import { SERVER_TIMING_CHARACTERS } from '../../../shared/server-timing.ts';

/** How many requests of a batch are kept. */
const MOST = 4;

export class SlowTimings {
  readonly #times = new Float64Array(MOST);
  readonly #rows = new Uint32Array(MOST);
  readonly #texts: (string | null)[] = [];
  #count = 0;
  /** The index of the fastest of them, once all places are taken. */
  #fastest = 0;

  /** Whether the request is among the slowest so far. */
  wants(serviceMs: number): boolean {
    return this.#count < MOST || serviceMs > (this.#times[this.#fastest] ?? 0);
  }

  /** `row` is the row in the batch; `text` is null if the server sent no Server-Timing. */
  add(row: number, serviceMs: number, text: string | null): void {
    const at = this.#count < MOST ? this.#count : this.#fastest;
    this.#count = Math.min(MOST, this.#count + 1);
    this.#times[at] = serviceMs;
    this.#rows[at] = row;
    this.#texts[at] = text;
    this.#fastest = 0;
    for (let place = 1; place < this.#count; place += 1) {
      if ((this.#times[place] ?? 0) < (this.#times[this.#fastest] ?? 0)) this.#fastest = place;
    }
  }

  /** The timings since the last call, ordered by row. */
  take(): readonly ServerTiming[] {
    const taken = this.#texts.flatMap((text, at) =>
      text === null ? [] : [{ row: this.#rows[at] ?? 0, text: text.slice(0, SERVER_TIMING_CHARACTERS) }],
    );
    this.#texts.length = 0;
    this.#count = 0;
    return taken.toSorted((one, other) => one.row - other.row);
  }
}
