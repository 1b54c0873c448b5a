// Questions about stored requests, asked of a thread with a connection of its own: neither the window nor a run waits for them.
import { Worker } from 'node:worker_threads';
import { UserError } from '../../shared/errors.ts';
import type { CommandOutputs } from '../../shared/rpc.ts';
import type { SampleArguments, SampleCommand } from '../../shared/sample-query.ts';
import type { FromReader, Question, ReaderTask, ToReader } from './messages.ts';

// As TypeScript beside this file in development and tests, bundled beside it otherwise.
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './sample-reader.ts' : './sample-reader.js', import.meta.url);

interface Waiting {
  /** Of the command and view; null where nothing takes its place. */
  readonly place: string | null;
  readonly settle: (result: FromReader['result']) => void;
}

export class SampleQueries {
  readonly #path: string;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | null = null;
  #nextId = 1;

  /** `path` of the database file; the thread starts with the first question. */
  constructor(path: string) {
    this.#path = path;
  }

  /** @throws UserError superseded, not_found, store_unavailable */
  async ask<C extends SampleCommand>(command: C, input: SampleArguments<C>): Promise<CommandOutputs[C]> {
    const id = this.#nextId++;
    const place = 'view' in input ? `${command} ${input.view}` : null;
    if (place !== null) this.#supersede(place);
    const thread = this.#started();
    const result = await new Promise<FromReader['result']>((settle) => {
      this.#waiting.set(id, { place, settle });
      // oxlint-disable-next-line typescript/consistent-type-assertions -- Command and input belong together by this very signature.
      thread.postMessage({ type: 'ask', question: { id, command, input } as Question } satisfies ToReader);
    });
    if (!result.ok) throw new UserError(result.failure.code, result.failure.message);
    // oxlint-disable-next-line typescript/consistent-type-assertions -- The thread answers what this command asks.
    return result.value as CommandOutputs[C];
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    this.#failAll('Onrush is being closed.');
    await thread?.terminate();
  }

  #supersede(place: string): void {
    for (const [id, waiting] of this.#waiting) {
      if (waiting.place === place) this.#thread?.postMessage({ type: 'end', id } satisfies ToReader);
    }
  }

  #started(): Worker {
    if (this.#thread !== null) return this.#thread;
    const task: ReaderTask = { path: this.#path };
    const thread = new Worker(ENTRY, { workerData: task, name: 'sample reader' });
    thread.on('message', ({ id, result }: FromReader) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      waiting?.settle(result);
    });
    thread.on('error', (error) => console.error(error));
    // The next question starts another one.
    thread.on('exit', () => this.#lose(thread));
    // It holds nothing that must be finished, so it keeps no process alive.
    thread.unref();
    this.#thread = thread;
    return thread;
  }

  #lose(thread: Worker): void {
    if (this.#thread !== thread) return;
    this.#thread = null;
    this.#failAll('The stored requests could not be read. Try again.');
  }

  #failAll(message: string): void {
    for (const { settle } of this.#waiting.values()) settle({ ok: false, failure: { code: 'store_unavailable', message } });
    this.#waiting.clear();
  }
}
