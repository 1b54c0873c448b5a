// The deadlines of all requests in flight in one worker. Each virtual user has one slot, so a scan of two typed arrays every few
// ms finds late requests: for 5,000 users it takes less than 1 ms of CPU per second, without a timer per request.

import type { Timers } from './timers.ts';

export type TimeoutKind = 'connect' | 'firstByte' | 'idle' | 'total';

type HandleLate = (slot: number, kind: TimeoutKind) => void;

const KINDS = ['connect', 'firstByte', 'idle'] as const;

/** How often the owner should call `expire`; deadlines fire at most this much late on an idle machine. */
export const DEADLINE_TICK_MS = 5;

/** The places of a slot: the time for the whole request, the time for its phase, and the index of that phase in KINDS. */
const TOTAL = 0;
const PHASE = 1;
const KIND = 2;
const WIDTH = 3;

export class Deadlines {
  /** What belongs to a slot lies together, so that a request of one of a thousand users finds it in one place. */
  #times: Float64Array;

  constructor(slots: number) {
    this.#times = new Float64Array(slots * WIDTH).fill(Infinity);
  }

  /** How many users the thread can have. */
  get slots(): number {
    return this.#times.length / WIDTH;
  }

  /** Makes room for at least this number of slots. */
  grow(slots: number): void {
    if (slots <= this.slots) return;
    const all = new Float64Array(slots * WIDTH).fill(Infinity);
    all.set(this.#times);
    this.#times = all;
  }

  /** `at` is in ms since the run's start. */
  setTotal(slot: number, at: number): void {
    this.#times[slot * WIDTH + TOTAL] = at;
  }

  setPhase(slot: number, kind: (typeof KINDS)[number], at: number): void {
    this.#times[slot * WIDTH + KIND] = KINDS.indexOf(kind);
    this.#times[slot * WIDTH + PHASE] = at;
  }

  clear(slot: number): void {
    this.#times[slot * WIDTH + TOTAL] = Infinity;
    this.#times[slot * WIDTH + PHASE] = Infinity;
  }

  /**
   * Like `expire`, but only once the thread has read what had arrived by now. After a thread was held up, a response that came in time
   * would otherwise be called a timeout because nobody had read it.
   */
  expireOnceRead(now: number, timers: Pick<Timers, 'soon'>, handleLate: HandleLate): void {
    timers.soon(() => this.expire(now, handleLate));
  }

  /** Calls `handleLate` for each slot that is past a deadline, after clearing it. */
  expire(now: number, handleLate: HandleLate): void {
    const { slots } = this;
    for (let slot = 0; slot < slots; slot += 1) {
      // It may have been replaced by a larger one.
      const times = this.#times;
      const totalAt = times[slot * WIDTH + TOTAL] ?? Infinity;
      const phaseAt = times[slot * WIDTH + PHASE] ?? Infinity;
      if (totalAt > now && phaseAt > now) continue;
      const kind = phaseAt <= totalAt ? KINDS[times[slot * WIDTH + KIND] ?? 0] : 'total';
      this.clear(slot);
      handleLate(slot, kind ?? 'total');
    }
  }
}
