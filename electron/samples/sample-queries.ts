// Questions about stored requests, answered by a thread with its own connection, so that neither the window nor a run waits for
// them.
import type { SampleArguments, SampleCommand } from '../../shared/sample-query.ts';
import { ThreadHost } from '../threads/thread-host.ts';
import type { Found, FoundOutputs, SampleQuestion, ReaderTask } from './messages.ts';

export class SampleQueries {
  readonly #thread: ThreadHost<SampleQuestion, Found>;
  /** By command and view: a newer question replaces the previous one. */
  readonly #asked = new Map<string, AbortController>();

  /** `path` of the database file; the thread starts with the first question. */
  constructor(path: string) {
    const task: ReaderTask = { path };
    const message = 'The stored requests could not be read. Try again.';
    this.#thread = new ThreadHost('sample-reader', { task, lost: { code: 'store_unavailable', message } });
  }

  /** @throws UserError superseded, not_found, store_unavailable */
  async ask<C extends SampleCommand>(command: C, input: SampleArguments<C>): Promise<FoundOutputs[C]> {
    const place = 'view' in input ? `${command} ${input.view}` : null;
    const controller = new AbortController();
    if (place !== null) {
      this.#asked.get(place)?.abort();
      this.#asked.set(place, controller);
    }
    try {
      // oxlint-disable-next-line typescript/consistent-type-assertions -- Command and input belong together by this very signature.
      const question = { command, input } as SampleQuestion;
      // oxlint-disable-next-line typescript/consistent-type-assertions -- The thread answers what this command asks.
      return (await this.#thread.ask(question, { signal: controller.signal })) as FoundOutputs[C];
    } finally {
      if (place !== null && this.#asked.get(place) === controller) this.#asked.delete(place);
    }
  }

  async close(): Promise<void> {
    await this.#thread.close({ code: 'store_unavailable', message: 'Onrush is being closed.' });
  }
}
