// The worker threads of one run: starts them, hears them, and makes sure that they end.
import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerTask } from './messages.ts';

export interface PoolListener {
  handleFlush(worker: number, message: Extract<FromWorker, { type: 'flush' }>): void;
  handleDone(worker: number): void;
  /** The thread ended without being done. */
  handleCrash(worker: number, cause: string): void;
}

const READY_WITHIN_MS = 20_000;
// As TypeScript beside this file in development and tests, bundled beside it otherwise.
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

export class WorkerPool {
  readonly #workers: Worker[];
  readonly #done = new Set<number>();
  readonly #listener: PoolListener;

  private constructor(workers: Worker[], listener: PoolListener) {
    this.#workers = workers;
    this.#listener = listener;
    workers.forEach((worker, index) => this.#hear(worker, index));
  }

  /** Resolves once every thread is ready to begin. @throws where one does not come up. */
  static async start(tasks: readonly WorkerTask[], listener: PoolListener): Promise<WorkerPool> {
    const workers = tasks.map((task) => new Worker(ENTRY, { workerData: task, name: `engine ${task.worker + 1}` }));
    try {
      await Promise.all(workers.map(untilReady));
    } catch (error) {
      await Promise.all(workers.map((worker) => worker.terminate()));
      throw error;
    }
    return new WorkerPool(workers, listener);
  }

  send(message: ToWorker): void {
    for (const worker of this.#workers) worker.postMessage(message);
  }

  async terminate(): Promise<void> {
    this.#workers.forEach((_, index) => this.#done.add(index));
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #hear(worker: Worker, index: number): void {
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'flush') this.#listener.handleFlush(index, message);
      if (message.type !== 'done') return;
      this.#done.add(index);
      this.#listener.handleDone(index);
    });
    worker.on('error', (error) => this.#crash(index, error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => this.#crash(index, `it ended with code ${code}`));
  }

  #crash(index: number, cause: string): void {
    if (this.#done.has(index)) return;
    this.#done.add(index);
    this.#listener.handleCrash(index, cause);
  }
}

async function untilReady(worker: Worker): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error('an engine worker did not start in time')), READY_WITHIN_MS);
  worker.once('message', () => resolve());
  worker.once('error', reject);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    worker.off('error', reject);
  }
}
