// Finds runs that a dead process left behind, and runs whose figures an older version computed. A thread settles each of them
// once.
import { dirname } from 'node:path';
import { UserError } from '../../../shared/errors.ts';
import { logError } from '../../system/log.ts';
import type { RunStore } from '../../store/run-store.ts';
import { ThreadHost } from '../../threads/thread-host.ts';
import type { RecoveryQuestion, RecoveryTask } from './recovering-thread.ts';

const LOST = { code: 'internal', message: 'The thread that looks through interrupted runs broke.' } as const;

export class Recovery {
  readonly #runs: RunStore;
  /** A run that could not be settled stays as it is until the next start. */
  readonly #tried = new Set<string>();
  #going: Promise<void> = Promise.resolve();
  /** Computes the figures of older runs again; nobody waits for it. */
  #recounting: Promise<void> | null = null;
  readonly #recounter: ThreadHost<RecoveryQuestion, null>;
  #isClosed = false;

  constructor(runs: RunStore) {
    this.#runs = runs;
    this.#recounter = this.#thread();
  }

  /** Older runs that are not done yet are left to the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#going;
    await this.#recounter.close();
    await this.#recounting;
  }

  /** Resolves once every run that is lost at this moment is settled; it costs little if there is none. */
  settle(): Promise<void> {
    const lost = this.#idsOf(() => this.#runs.lostIds()).filter((id) => !this.#tried.has(id));
    if (lost.length > 0) {
      for (const id of lost) this.#tried.add(id);
      this.#going = this.#going.then(() => this.#settle(lost));
    }
    this.#recounting ??= this.#going.then(() => this.#recount());
    return this.#going;
  }

  async #recount(): Promise<void> {
    for (const runId of this.#idsOf(() => this.#runs.uncountedIds())) {
      if (this.#isClosed) return;
      await this.#recounter.ask({ runId, kind: 'old' }).catch((error: unknown) => {
        if (!this.#isClosed) logError(`Run ${runId} could not be counted again`, error);
      });
    }
    await this.#recounter.close();
  }

  /** If the list cannot be read, whoever needs it gets the failure. */
  #idsOf(find: () => readonly string[]): readonly string[] {
    try {
      return find();
    } catch (error) {
      if (error instanceof UserError) return [];
      throw error;
    }
  }

  async #settle(ids: readonly string[]): Promise<void> {
    const thread = this.#thread();
    try {
      for (const id of ids)
        await thread
          .ask({ runId: id, kind: 'lost' })
          .catch((error: unknown) => logError(`Run ${id} could not be looked through`, error));
    } finally {
      await thread.close();
    }
  }
  #thread(): ThreadHost<RecoveryQuestion, null> {
    const task: RecoveryTask = { folder: dirname(this.#runs.path) };
    return new ThreadHost('recovering-thread', { task, lost: LOST });
  }
}
