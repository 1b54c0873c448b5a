// What another program's lock on the history keeps from being written: it waits in memory, and the run goes on. Bounded in size and time.
import { setTimeout as sleep } from 'node:timers/promises';
import { LockedError } from './database-failure.ts';
import type { UnwrittenRun } from './live-run.ts';

const MOST_BYTES = 256 * 1024 * 1024;
const LONGEST_MS = 10 * 60_000;
/** After the end of a run somebody waits for it. */
const LONGEST_AFTER_END_MS = 30_000;
const AGAIN_MS = 100;
/** A lock that is shorter is a write of another program, and not worth a word. */
const WORTH_SAYING_MS = 5000;

export class HeldWrites {
  readonly #now: () => number;
  readonly #handleWritten: (lockedMs: number) => void;
  /** Epoch ms; null while nothing is held. */
  #since: number | null = null;

  /** `handleWritten` is called for every long lock, once everything was written after it. */
  constructor(now: () => number, handleWritten: (lockedMs: number) => void) {
    this.#now = now;
    this.#handleWritten = handleWritten;
  }

  /** @throws whatever `write` throws, except a lock for which there is still room and time */
  attempt(runs: readonly UnwrittenRun[], write: () => void): void {
    try {
      write();
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
      this.#since ??= this.#now();
      const bytes = runs.reduce((sum, run) => sum + run.bytes, 0);
      if (bytes > MOST_BYTES || this.#now() - this.#since > LONGEST_MS) throw error;
      return;
    }
    const since = this.#since;
    this.#since = null;
    if (since !== null && this.#now() - since >= WORTH_SAYING_MS) this.#handleWritten(this.#now() - since);
  }

  async untilWritten(write: () => void): Promise<void> {
    const until = this.#now() + LONGEST_AFTER_END_MS;
    write();
    while (this.#since !== null && this.#now() < until) {
      await sleep(AGAIN_MS);
      write();
    }
  }
}
