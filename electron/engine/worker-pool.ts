// The worker threads of one run: starts them, receives their messages, and makes sure that they end.
import type { Worker } from 'node:worker_threads';
import { formatSpan } from '../../shared/format.ts';
import { startThread, type ThreadOptions } from '../threads/start-thread.ts';
import type { FromWorker, ToWorker, WorkerTask } from './messages.ts';

export interface PoolOptions {
  readonly threads?: ThreadOptions;
  /** How often the pool checks whether a thread is silent, in ms. */
  readonly lookEveryMs?: number;
}

/** The sending threads of one run, or a replacement for them. */
export interface Pool {
  send(message: ToWorker): void;
  /** Terminates all threads, whatever they are doing. */
  terminate(): Promise<void>;
}

/** Resolves once every thread is ready to begin. @throws if one fails to start. */
export type StartPool = (tasks: readonly WorkerTask[], options: PoolOptions, listener: PoolListener) => Promise<Pool>;

export interface PoolListener {
  handleFlush(worker: number, message: Extract<FromWorker, { type: 'flush' }>): void;
  handleDone(worker: number): void;
  /** The thread ended early, or hangs. */
  handleCrash(worker: number, cause: string): void;
}

const READY_WITHIN_MS = 60_000;
/**
 * A thread reports many times a second. If it is silent at this many checks in a row, it hangs; a busy main thread checks less
 * often.
 */
const LOOK_EVERY_MS = 1000;
const MOST_SILENT_LOOKS = 10;

/**
 * A connection lives as long as its request. The more connections fit into the young generation of the heap, the fewer are copied
 * by the garbage collector.
 */
const CONNECTIONS_MB = 96;

function limitsOf({ plan }: WorkerTask): ThreadOptions {
  return plan.http.keepAlive ? {} : { resourceLimits: { maxYoungGenerationSizeMb: CONNECTIONS_MB } };
}

export class WorkerPool implements Pool {
  readonly #workers: Worker[];
  readonly #done = new Set<number>();
  readonly #listener: PoolListener;
  readonly #silentLooks: number[];
  /** The error that made a thread end. */
  readonly #causes = new Map<number, string>();
  readonly #ready = Promise.withResolvers<void>();
  readonly #lookEveryMs: number;
  #notReady: number;
  #watch: NodeJS.Timeout | null = null;

  private constructor(
    tasks: readonly WorkerTask[],
    { threads, lookEveryMs = LOOK_EVERY_MS }: PoolOptions,
    listener: PoolListener,
  ) {
    this.#lookEveryMs = lookEveryMs;
    this.#workers = tasks.map((task) =>
      startThread('worker', task, { ...limitsOf(task), ...threads }, `engine ${task.worker + 1}`),
    );
    this.#listener = listener;
    this.#notReady = tasks.length;
    this.#silentLooks = tasks.map(() => 0);
    this.#workers.forEach((worker, index) => this.#hear(worker, index));
  }

  /** Resolves once every thread is ready to begin. @throws if one fails to start. */
  static async start(tasks: readonly WorkerTask[], options: PoolOptions, listener: PoolListener): Promise<WorkerPool> {
    const pool = new WorkerPool(tasks, options, listener);
    const late = new Error('an engine worker did not start in time');
    const timer = setTimeout(() => pool.#ready.reject(late), READY_WITHIN_MS);
    try {
      await pool.#ready.promise;
    } catch (error) {
      await pool.terminate();
      throw error;
    } finally {
      clearTimeout(timer);
    }
    pool.#watch = setInterval(() => pool.#look(), pool.#lookEveryMs).unref();
    return pool;
  }

  send(message: ToWorker): void {
    for (const worker of this.#workers) worker.postMessage(message);
  }

  async terminate(): Promise<void> {
    if (this.#watch !== null) clearInterval(this.#watch);
    this.#workers.forEach((_, index) => this.#done.add(index));
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #hear(worker: Worker, index: number): void {
    worker.on('message', (message: FromWorker) => {
      this.#silentLooks[index] = 0;
      if (message.type === 'ready') this.#countReady();
      if (message.type === 'flush') this.#listener.handleFlush(index, message);
      if (message.type !== 'done') return;
      this.#done.add(index);
      this.#listener.handleDone(index);
    });
    worker.on('error', (error) => {
      this.#causes.set(index, error instanceof Error ? error.message : String(error));
    });
    // An error may overtake the messages that the thread sent before it; its exit comes last.
    worker.on('exit', (code) => this.#crash(index, this.#causes.get(index) ?? `it ended with code ${code}`));
  }

  #countReady(): void {
    this.#notReady -= 1;
    if (this.#notReady === 0) this.#ready.resolve();
  }

  #look(): void {
    this.#workers.forEach((worker, index) => {
      const looks = (this.#silentLooks[index] ?? 0) + 1;
      this.#silentLooks[index] = looks;
      if (looks <= MOST_SILENT_LOOKS || this.#done.has(index)) return;
      this.#causes.set(index, `it said nothing for ${formatSpan(MOST_SILENT_LOOKS * this.#lookEveryMs)}`);
      void worker.terminate();
    });
  }

  #crash(index: number, cause: string): void {
    if (this.#done.has(index)) return;
    this.#done.add(index);
    if (this.#notReady > 0) this.#ready.reject(new Error(`A thread of the engine did not start (${cause})`));
    else this.#listener.handleCrash(index, cause);
  }
}
