// An export made by a thread of its own, as chunks: neither the window nor a run that goes on waits for it.
import { Worker } from 'node:worker_threads';
import { UserError } from '../../../shared/errors.ts';
import { CHUNK_BYTES } from '../csv/requests-csv.ts';
import type { ExportProgress, ExportTask, FromExporter, ToExporter } from './messages.ts';

// As TypeScript beside this file in development and tests, bundled beside it otherwise.
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './exporting-thread.ts' : './exporting-thread.js', import.meta.url);
/** One is filled, one is on its way, one is being written. */
const BUFFERS = 3;
/** Its garbage is columns and lives for one batch: a small nursery costs no speed and keeps memory flat. */
const NURSERY_MB = 4;

/** What of a thread's words nobody has taken yet; errors come as such. */
class Exporter {
  readonly #thread: Worker;
  readonly #heard: FromExporter[] = [];
  #wake: (() => void) | null = null;

  constructor(task: Omit<ExportTask, 'buffers'>) {
    const buffers = Array.from({ length: BUFFERS }, () => new ArrayBuffer(CHUNK_BYTES));
    this.#thread = new Worker(ENTRY, {
      workerData: { ...task, buffers },
      transferList: buffers,
      name: 'exporter',
      resourceLimits: { maxYoungGenerationSizeMb: NURSERY_MB },
    });
    this.#thread.on('message', (message: FromExporter) => this.#hear(message));
    this.#thread.on('error', (error) => {
      console.error(error);
      this.#lose();
    });
    this.#thread.on('exit', () => this.#lose());
  }

  /** null where it was woken without a word. */
  async next(): Promise<FromExporter | null> {
    if (this.#heard.length === 0) await new Promise<void>((wake) => (this.#wake = wake));
    return this.#heard.shift() ?? null;
  }

  wake(): void {
    this.#wake?.();
  }

  /** Hands a buffer back to be filled. */
  reuse(buffer: ArrayBuffer): void {
    this.#thread.postMessage({ buffer } satisfies ToExporter, [buffer]);
  }

  async end(): Promise<void> {
    await this.#thread.terminate();
  }

  #hear(message: FromExporter): void {
    this.#heard.push(message);
    this.wake();
  }

  #lose(): void {
    const message = 'The thread that made this file broke. Try again.';
    this.#hear({ type: 'failed', failure: { code: 'internal', message } });
  }
}

export interface ExportOptions {
  /** Aborting throws the signal's reason. */
  readonly signal?: AbortSignal;
  readonly handleProgress?: (progress: ExportProgress) => void;
}

/**
 * Each chunk is good until the next one is asked for; returns the number of rows.
 * @throws UserError store_unavailable, store_damaged, internal
 */
export async function* exportedChunks(
  task: Omit<ExportTask, 'buffers'>,
  { signal, handleProgress }: ExportOptions = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>, number, undefined> {
  signal?.throwIfAborted();
  const exporter = new Exporter(task);
  const wake = (): void => exporter.wake();
  signal?.addEventListener('abort', wake);
  try {
    for (;;) {
      signal?.throwIfAborted();
      const message = await exporter.next();
      signal?.throwIfAborted();
      if (message === null) continue;
      if (message.type === 'end') return message.rows;
      if (message.type === 'failed') throw new UserError(message.failure.code, message.failure.message);
      handleProgress?.(message.progress);
      yield new Uint8Array(message.buffer, 0, message.length);
      exporter.reuse(message.buffer);
    }
  } finally {
    signal?.removeEventListener('abort', wake);
    await exporter.end();
  }
}
