// Compares stored runs in its own thread that ends with its result, so that neither the window nor a run waits for it.
import type { ComparedStepName, Comparison } from '../../shared/comparison.ts';
import { UserError, type Failure } from '../../shared/errors.ts';
import { isOver, type RunRow } from '../../shared/run.ts';
import { ThreadHost } from '../threads/thread-host.ts';

/** What the thread gets at its start. */
export interface ComparingTask {
  /** The path of the database file. */
  readonly path: string;
}

export interface ComparingQuestion {
  readonly rows: readonly RunRow[];
  /** Restricts the comparison to the requests of this step. */
  readonly step: ComparedStepName | null;
}

const LOST: Failure = { code: 'internal', message: 'The thread that compares runs broke. Try again.' };
const SUPERSEDED: Failure = { code: 'superseded', message: 'Another comparison took the place of this one.' };

export class Comparer {
  readonly #task: ComparingTask;
  #thread: ThreadHost<ComparingQuestion, Comparison> | null = null;

  /** `path` is that of the database file. */
  constructor(path: string) {
    this.#task = { path };
  }

  /**
   * The first run is the baseline. A newer comparison replaces one that is going on. @throws UserError run_active, superseded,
   * store_unavailable
   */
  async compare(rows: readonly RunRow[], step: ComparedStepName | null): Promise<Comparison> {
    const going = rows.find(({ state }) => !isOver(state));
    if (going !== undefined) throw new UserError('run_active', `“${going.name}” is still going on. Compare it when it is done.`);
    void this.close();
    const thread = (this.#thread = new ThreadHost<ComparingQuestion, Comparison>('comparing-thread', {
      task: this.#task,
      lost: LOST,
    }));
    try {
      return await thread.ask({ rows, step });
    } finally {
      if (this.#thread === thread) this.#thread = null;
      void thread.close();
    }
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    await thread?.close(SUPERSEDED);
  }
}
