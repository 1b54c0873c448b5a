// The turn of one question in the reading thread: long work lets other questions run in between, and stops when nobody waits for
// it any more.
import { setImmediate } from 'node:timers/promises';
import { UserError } from '../../shared/errors.ts';

const AT_MOST_MS = 10;

export class Turn {
  #isOver = false;
  #since = performance.now();

  /** Makes the next pause throw. */
  end(): void {
    this.#isOver = true;
  }

  /** @throws UserError superseded */
  async pause(): Promise<void> {
    if (performance.now() - this.#since >= AT_MOST_MS) {
      await setImmediate();
      this.#since = performance.now();
    }
    if (this.#isOver) throw new UserError('superseded', 'A newer question took the place of this one.');
  }
}
