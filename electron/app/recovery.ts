// Looks for runs that a dead process left behind and has each settled by a thread, once.
import { dirname } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import { logError } from '../system/log.ts';
import type { RunStore } from '../store/run-store.ts';
import { ThreadHost } from '../threads/thread-host.ts';
import type { RecoveryTask } from './recovering-thread.ts';

const LOST = { code: 'internal', message: 'The thread that looks through interrupted runs broke.' } as const;

export class Recovery {
  readonly #runs: RunStore;
  /** One that could not be settled stays as it is until the next start. */
  readonly #tried = new Set<string>();
  #going: Promise<void> = Promise.resolve();

  constructor(runs: RunStore) {
    this.#runs = runs;
  }

  /** Resolves once every run that is lost by now is settled; cheap where there is none. */
  settle(): Promise<void> {
    const lost = this.#lost().filter((id) => !this.#tried.has(id));
    if (lost.length > 0) {
      for (const id of lost) this.#tried.add(id);
      this.#going = this.#going.then(() => this.#settle(lost));
    }
    return this.#going;
  }

  /** Whoever asks for what cannot be read gets the failure. */
  #lost(): readonly string[] {
    try {
      return this.#runs.lostIds();
    } catch (error) {
      if (error instanceof UserError) return [];
      throw error;
    }
  }

  async #settle(ids: readonly string[]): Promise<void> {
    const task: RecoveryTask = { folder: dirname(this.#runs.path) };
    const thread = new ThreadHost<string, null>('recovering-thread', { task, lost: LOST });
    try {
      for (const id of ids)
        await thread.ask(id).catch((error: unknown) => logError(`Run ${id} could not be looked through`, error));
    } finally {
      await thread.close();
    }
  }
}
