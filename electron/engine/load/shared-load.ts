// What the sending threads of one run share, in memory that all of them see: the number of the next iteration, and which
// threads have a free virtual user. So the load is the same for any number of threads, and no message is sent per request.

/** A cache line, in 32-bit words: what different threads write lies apart. */
const LINE = 16;

export function allocateSharedLoad(workers: number): SharedArrayBuffer {
  const memory = new SharedArrayBuffer((workers + 1) * LINE * Int32Array.BYTES_PER_ELEMENT);
  // Before the first iteration every thread has a free user.
  const words = new Int32Array(memory);
  for (let at = LINE; at < words.length; at += LINE) words[at] = 1;
  return memory;
}

export class SharedLoad {
  readonly #words: Int32Array;
  readonly #own: number;
  #isFree = true;

  /** `memory` from `allocateSharedLoad`; `worker` is the thread this one belongs to. */
  constructor(memory: SharedArrayBuffer, worker: number) {
    this.#words = new Int32Array(memory);
    this.#own = (worker + 1) * LINE;
  }

  /** The iteration that nobody has taken yet. */
  get next(): number {
    return Atomics.load(this.#words, 0) >>> 0;
  }

  /** Takes iteration `k`; false where another thread was quicker. */
  claim(k: number): boolean {
    return Atomics.compareExchange(this.#words, 0, k | 0, (k + 1) | 0) === (k | 0);
  }

  /** Takes the next iteration, whichever it is. */
  take(): number {
    return Atomics.add(this.#words, 0, 1) >>> 0;
  }

  /** Whether this thread could start something at once. */
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
