// The Server-Timing of the slowest requests of each batch of one thread, and of all that are among the slowest of the thread so
// far. If many requests are sent at once, each one that ends is the slowest so far, so noting one must cost no more than a look at
// the few that are kept.
import type { ServerTiming } from '../../../shared/sample.ts';
import { SERVER_TIMING_CHARACTERS } from '../../../shared/server-timing.ts';

/** How many requests of a batch are kept, however fast they were compared with those of other batches. */
const MOST_OF_BATCH = 4;
/** The report lists this many requests of a run, so they are kept even if they all ended in one batch. */
const MOST_OF_RUN = 10;

export interface EndedRequest {
  readonly serviceMs: number;
  readonly responseMs: number;
  /** False if it is excluded from the statistics of the run. */
  readonly isCounted: boolean;
}

export class SlowTimings {
  readonly #batch = new Slowest(MOST_OF_BATCH);
  readonly #byService = new Slowest(MOST_OF_RUN);
  readonly #byResponse = new Slowest(MOST_OF_RUN);

  /** Whether the request is among the slowest so far. */
  wants(serviceMs: number, responseMs: number, isCounted: boolean): boolean {
    return (
      this.#batch.wants(serviceMs) || (isCounted && (this.#byService.wants(serviceMs) || this.#byResponse.wants(responseMs)))
    );
  }

  /** `row` is the row in the batch; `text` is null if the server sent no Server-Timing. */
  add(row: number, { serviceMs, responseMs, isCounted }: EndedRequest, text: string | null): void {
    const cut = text?.slice(0, SERVER_TIMING_CHARACTERS) ?? null;
    this.#batch.offer(row, serviceMs, cut);
    if (!isCounted) return;
    this.#byService.offer(row, serviceMs, cut);
    this.#byResponse.offer(row, responseMs, cut);
  }

  /** The timings since the last call, ordered by row. */
  take(): readonly ServerTiming[] {
    const texts = new Map<number, string>();
    for (const { row, text } of [...this.#batch.take(), ...this.#byService.takeOfRun(), ...this.#byResponse.takeOfRun()])
      if (text !== null) texts.set(row, text);
    return [...texts].map(([row, text]) => ({ row, text })).toSorted((one, other) => one.row - other.row);
  }
}

interface Noted {
  readonly row: number;
  readonly time: number;
  readonly text: string | null;
}

/** The slowest requests of a batch by one of their times. */
class Slowest {
  readonly #times: Float64Array;
  #noted: Noted[] = [];
  /** The index of the fastest of them, once all places are taken. */
  #fastest = 0;
  /** The times of the slowest requests of all batches so far, slowest first. */
  #ofRun: readonly number[] = [];

  constructor(most: number) {
    this.#times = new Float64Array(most);
  }

  wants(time: number): boolean {
    return this.#noted.length < this.#times.length || time > (this.#times[this.#fastest] ?? 0);
  }

  offer(row: number, time: number, text: string | null): void {
    if (!this.wants(time)) return;
    const at = this.#noted.length < this.#times.length ? this.#noted.length : this.#fastest;
    this.#noted[at] = { row, time, text };
    this.#times[at] = time;
    this.#fastest = 0;
    for (let place = 1; place < this.#noted.length; place += 1) {
      if ((this.#times[place] ?? 0) < (this.#times[this.#fastest] ?? 0)) this.#fastest = place;
    }
  }

  take(): readonly Noted[] {
    const taken = this.#noted;
    this.#noted = [];
    return taken;
  }

  /** Only those that are among the slowest of all batches so far. */
  takeOfRun(): readonly Noted[] {
    const taken = this.take();
    this.#ofRun = [...this.#ofRun, ...taken.map(({ time }) => time)].toSorted((a, b) => b - a).slice(0, this.#times.length);
    const least = this.#ofRun.length < this.#times.length ? 0 : (this.#ofRun.at(-1) ?? 0);
    return taken.filter(({ time }) => time >= least);
  }
}
