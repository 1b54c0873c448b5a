// Informs open windows about runs that other processes change, and about those processes: the command line writes to the same
// history.
import type { HostEvent } from '../../shared/rpc.ts';
import { logError } from '../system/log.ts';
import type { OpenHistory } from './history.ts';

const LOOK_EVERY_MS = 1000;

export class RunListWatch {
  readonly #history: () => OpenHistory | null;
  readonly #tell: (event: HostEvent) => void;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  /** The other programs on this history, as they were last reported. */
  #others = '[]';

  /** `history` is null while it is not open. */
  constructor(history: () => OpenHistory | null, tell: (event: HostEvent) => void) {
    this.#history = history;
    this.#tell = tell;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#begin(), LOOK_EVERY_MS).unref();
  }

  /** Resolves once no look is in progress. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#looking;
  }

  #begin(): void {
    this.#looking ??= this.#look()
      .catch((error: unknown) => logError('Looking for runs of others', error))
      .finally(() => (this.#looking = null));
  }

  async #look(): Promise<void> {
    // A run whose process has died is no longer going on.
    await this.#history()?.settled();
    const changes = this.#history()?.runs.changes() ?? null;
    if (changes !== null && this.#timer !== null) this.#tell({ type: 'runs', ...changes });
    this.#lookForOthers();
  }

  #lookForOthers(): void {
    const others = this.#history()?.others.list() ?? [];
    const text = JSON.stringify(others);
    if (text === this.#others || this.#timer === null) return;
    this.#others = text;
    this.#tell({ type: 'others', others });
  }
}
