// What servers said of their own time, of the slowest requests of each batch of one thread.
import { SERVER_TIMING_CHARACTERS } from '../../../shared/server-timing.ts';
import type { FailureResponse } from '../../../shared/failure-example.ts';
import type { ServerTiming } from '../../../shared/sample.ts';

/** This number of a batch. */
const MOST = 4;

interface Slow {
  readonly row: number;
  readonly serviceMs: number;
  readonly text: string | null;
}

export class SlowTimings {
  #slowest: Slow[] = [];
  #leastMs = 0;

  /** It is among the slowest so far. */
  wants(serviceMs: number): boolean {
    return this.#slowest.length < MOST || serviceMs > this.#leastMs;
  }

  /** `row` of the batch. */
  add(row: number, serviceMs: number, response: FailureResponse | null): void {
    this.#slowest.push({ row, serviceMs, text: textOf(response) });
    if (this.#slowest.length > MOST) {
      const fastest = this.#slowest.findIndex((one) => one.serviceMs === this.#leastMs);
      this.#slowest.splice(fastest, 1);
    }
    this.#leastMs = Math.min(...this.#slowest.map((one) => one.serviceMs));
  }

  /** Those since the last call, by their rows. */
  take(): readonly ServerTiming[] {
    if (this.#slowest.length === 0) return NONE;
    const taken = this.#slowest.flatMap(({ row, text }) => (text === null ? [] : [{ row, text }]));
    this.#slowest = [];
    this.#leastMs = 0;
    return taken.length === 0 ? NONE : taken.toSorted((one, other) => one.row - other.row);
  }
}

const NONE: readonly ServerTiming[] = [];

function textOf(response: FailureResponse | null): string | null {
  const values =
    response?.headers.flatMap(({ name, value }) => (name === 'server-timing' && value !== null ? [value] : [])) ?? [];
  return values.length === 0 ? null : values.join(', ').slice(0, SERVER_TIMING_CHARACTERS);
}
