// The deadlines of all requests in flight in one worker. Each virtual user has one slot, so a scan of two typed arrays every few
// ms finds late requests: for 5,000 users it takes less than 1 ms of CPU per second, without a timer per request.

import type { Timers } from './timers.ts';

export type TimeoutKind = 'connect' | 'firstByte' | 'idle' | 'total';

type HandleLate = (slot: number, kind: TimeoutKind) => void;

const KINDS = ['connect', 'firstByte', 'idle'] as const;

/** How often the owner should call `expire`; deadlines fire at most this much late on an idle machine. */
export const DEADLINE_TICK_MS = 5;

export class Deadlines {
  #totalAt: Float64Array;
  #phaseAt: Float64Array;
  #phase: Uint8Array;

  constructor(slots: number) {
    this.#totalAt = new Float64Array(slots).fill(Infinity);
    this.#phaseAt = new Float64Array(slots).fill(Infinity);
    this.#phase = new Uint8Array(slots);
  }

  /** How many users the thread can have. */
  get slots(): number {
    return this.#totalAt.length;
  }

  /** Makes room for at least this number of slots. */
  grow(slots: number): void {
    if (slots <= this.#totalAt.length) return;
    this.#totalAt = grown(this.#totalAt, slots);
    this.#phaseAt = grown(this.#phaseAt, slots);
    const phase = new Uint8Array(slots);
    phase.set(this.#phase);
    this.#phase = phase;
  }

  /** `at` is in ms since the run's start. */
  setTotal(slot: number, at: number): void {
    this.#totalAt[slot] = at;
  }

  setPhase(slot: number, kind: (typeof KINDS)[number], at: number): void {
    this.#phase[slot] = KINDS.indexOf(kind);
    this.#phaseAt[slot] = at;
  }

  clear(slot: number): void {
    this.#totalAt[slot] = Infinity;
    this.#phaseAt[slot] = Infinity;
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
    const totals = this.#totalAt;
    for (let slot = 0; slot < totals.length; slot += 1) {
      const totalAt = totals[slot] ?? Infinity;
      const phaseAt = this.#phaseAt[slot] ?? Infinity;
      if (totalAt > now && phaseAt > now) continue;
      const kind = phaseAt <= totalAt ? KINDS[this.#phase[slot] ?? 0] : 'total';
      this.clear(slot);
      handleLate(slot, kind ?? 'total');
    }
  }
}

function grown(times: Float64Array, slots: number): Float64Array {
  const all = new Float64Array(slots).fill(Infinity);
  all.set(times);
  return all;
}
