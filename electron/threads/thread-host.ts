// The side of a thread that asks: starts it with the first question, keeps track of open questions, and notices if the thread
// fails.
import type { Worker } from 'node:worker_threads';
import { UserError, type Failure, type Result } from '../../shared/errors.ts';
import type { ThreadName } from './entries.ts';
import type { FromThread, ToThread } from './messages.ts';
import { startThread, type ThreadOptions } from './start-thread.ts';

export interface ThreadSettings extends Pick<ThreadOptions, 'resourceLimits'> {
  /** The task that the thread is started with. */
  readonly task: unknown;
  /** The failure that those who wait receive if the thread fails. The next question starts another thread. */
  readonly lost: Failure;
}

export interface AskOptions<P> {
  /** Aborting lets the thread stop early; its answer still arrives. */
  readonly signal?: AbortSignal;
  readonly handleProgress?: (progress: P) => void;
  readonly transfer?: ArrayBuffer[];
}

interface Waiting {
  readonly settle: (result: Result<unknown>) => void;
  readonly handleProgress: (progress: unknown) => void;
}

/** Asks questions Q, each of which is answered with any number of progress reports P and then an A. */
export class ThreadHost<Q, A, P = never> {
  readonly #entry: ThreadName | URL;
  readonly #settings: ThreadSettings;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | null = null;
  #lastId = 0;

  constructor(entry: ThreadName | URL, settings: ThreadSettings) {
    this.#entry = entry;
    this.#settings = settings;
  }

  /**
   * Answers arrive in the order in which the thread finishes them. @throws UserError as the thread throws it, with all its
   * details
   */
  async ask(question: Q, { signal, handleProgress, transfer = [] }: AskOptions<P> = {}): Promise<A> {
    const id = (this.#lastId += 1);
    const thread = this.#started();
    const end = (): void => thread.postMessage({ type: 'end', id } satisfies ToThread);
    const { promise, resolve } = Promise.withResolvers<Result<unknown>>();
    // oxlint-disable-next-line typescript/consistent-type-assertions -- What the thread reports is what its entry declares.
    this.#waiting.set(id, { settle: resolve, handleProgress: (progress) => handleProgress?.(progress as P) });
    // A thread keeps its process alive only while somebody waits for it.
    thread.ref();
    thread.postMessage({ type: 'ask', id, question } satisfies ToThread, transfer);
    if (signal?.aborted === true) end();
    signal?.addEventListener('abort', end, { once: true });
    const result = await promise;
    signal?.removeEventListener('abort', end);
    if (this.#waiting.size === 0) this.#thread?.unref();
    if (!result.ok) throw UserError.from(result.failure);
    // oxlint-disable-next-line typescript/consistent-type-assertions -- Question and answer belong together by the entry's own signature.
    return result.value as A;
  }

  /** Ends the thread at once; those who still wait get `failure`. */
  async close(failure: Failure = this.#settings.lost): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    this.#failAll(failure);
    await thread?.terminate();
  }

  #started(): Worker {
    if (this.#thread !== null) return this.#thread;
    const { task, resourceLimits } = this.#settings;
    const thread = startThread(this.#entry, task, resourceLimits === undefined ? {} : { resourceLimits });
    thread.on('message', (message: FromThread) => this.#hear(message));
    thread.on('exit', () => this.#lose(thread));
    this.#thread = thread;
    return thread;
  }

  #hear(message: FromThread): void {
    const waiting = this.#waiting.get(message.id);
    if (message.type === 'progress') {
      waiting?.handleProgress(message.progress);
      return;
    }
    this.#waiting.delete(message.id);
    waiting?.settle(message.result);
  }

  #lose(thread: Worker): void {
    if (this.#thread !== thread) return;
    this.#thread = null;
    this.#failAll(this.#settings.lost);
  }

  #failAll(failure: Failure): void {
    for (const { settle } of this.#waiting.values()) settle({ ok: false, failure });
    this.#waiting.clear();
  }
}
