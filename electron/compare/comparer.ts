// Compares stored runs in a thread of its own, which ends with its answer: neither the window nor a run waits for it.
import { Worker } from 'node:worker_threads';
import type { Comparison } from '../../shared/comparison.ts';
import { UserError, type Result } from '../../shared/errors.ts';
import type { RunRow } from '../../shared/run.ts';

/** What the thread is started with. */
export interface ComparingTask {
  /** Path of the database file. */
  readonly path: string;
  /** The first is the baseline. */
  readonly rows: readonly RunRow[];
}

// As TypeScript beside this file in development and tests, bundled beside it otherwise.
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './comparing-thread.ts' : './comparing-thread.js', import.meta.url);

export class Comparer {
  readonly #path: string;
  #thread: Worker | null = null;

  /** `path` of the database file. */
  constructor(path: string) {
    this.#path = path;
  }

  /** A newer comparison takes the place of one that goes on. @throws UserError superseded, store_unavailable */
  async compare(rows: readonly RunRow[]): Promise<Comparison> {
    void this.close();
    const task: ComparingTask = { path: this.#path, rows };
    const thread = new Worker(ENTRY, { workerData: task, name: 'comparison' });
    this.#thread = thread;
    const result = await answerOf(thread);
    if (this.#thread === thread) this.#thread = null;
    if (!result.ok) throw new UserError(result.failure.code, result.failure.message);
    return result.value;
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    await thread?.terminate();
  }
}

function answerOf(thread: Worker): Promise<Result<Comparison>> {
  return new Promise((resolve, reject) => {
    thread.once('message', (result: Result<Comparison>) => resolve(result));
    thread.once('error', reject);
    thread.once('exit', () => reject(new UserError('superseded', 'Another comparison took the place of this one.')));
  });
}
