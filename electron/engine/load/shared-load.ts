// What the sending threads of one run share, in memory that all of them see: the number of the next iteration, and which threads
// have a free virtual user. This makes the load the same for any number of threads, without a message per request.

import { WHOLE_RUN, type RunPart } from '../../../shared/plan/run-part.ts';

/** The size of a cache line in 32-bit words. Data that different threads write is this far apart. */
const LINE = 16;

/** Each of the run's `streams` has its own section. */
export function allocateSharedLoad(workers: number, streams = 1): SharedArrayBuffer {
  const part = (workers + 1) * LINE;
  const memory = new SharedArrayBuffer(streams * part * Int32Array.BYTES_PER_ELEMENT);
  // Before the first iteration every thread has free users.
  const words = new Int32Array(memory);
  for (let at = 0; at < words.length; at += LINE) if (at % part !== 0) words[at] = 1;
  return memory;
}

export class SharedLoad {
  readonly #words: Int32Array;
  readonly #own: number;
  readonly #part: RunPart;
  #isFree = true;

  /**
   * `memory` comes from `allocateSharedLoad`; `worker` is the thread that this object belongs to. Iterations have the numbers of
   * the whole run.
   */
  constructor(
    memory: SharedArrayBuffer,
    { worker, workers }: { readonly worker: number; readonly workers: number },
    stream = 0,
    runPart = WHOLE_RUN,
  ) {
    this.#part = runPart;
    const part = (workers + 1) * LINE;
    this.#words = new Int32Array(memory, stream * part * Int32Array.BYTES_PER_ELEMENT, part);
    this.#own = (worker + 1) * LINE;
  }

  /** The first iteration that nobody has taken yet. */
  get next(): number {
    return this.#numberOf(Atomics.load(this.#words, 0) >>> 0);
  }

  /** Takes iteration `k`. Returns false if another thread was quicker. */
  claim(k: number): boolean {
    const own = (k - this.#part.part) / this.#part.parts;
    return Atomics.compareExchange(this.#words, 0, own | 0, (own + 1) | 0) === (own | 0);
  }

  /** Takes the next iteration and returns its number. */
  take(): number {
    return this.#numberOf(Atomics.add(this.#words, 0, 1) >>> 0);
  }

  #numberOf(own: number): number {
    return own * this.#part.parts + this.#part.part;
  }

  /** Takes the next iteration if its number is below `limit`; otherwise returns -1. */
  takeBelow(limit: number): number {
    if (limit === Infinity) return this.take();
    for (let k = this.next; k < limit; k = this.next) if (this.claim(k)) return k;
    return -1;
  }

  /** Announces whether this thread could start an iteration at once. */
  publishFree(isFree: boolean): void {
    if (isFree === this.#isFree) return;
    this.#isFree = isFree;
    Atomics.store(this.#words, this.#own, isFree ? 1 : 0);
  }

  get isAnyFree(): boolean {
    for (let at = LINE; at < this.#words.length; at += LINE) if (Atomics.load(this.#words, at) === 1) return true;
    return false;
  }
}
