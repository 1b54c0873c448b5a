// The exports that are being made: reports their progress, and cancels those that are no longer wanted.
import { UserError, type Failure } from '../../shared/errors.ts';
import { logError } from '../system/log.ts';
import type { ExportEvent } from '../../shared/rpc.ts';
import type { ExportFile } from './api/ports.ts';
import { iteratorOf } from '../export/file-chunks.ts';
import type { ExportControl } from '../export/thread/exporting.ts';
import type { ExportProgress } from '../export/thread/messages.ts';

/** The least time between two reports of progress, in ms. */
const TELL_EVERY_MS = 100;

export class RunningExports {
  readonly #running = new Map<string, Following>();
  readonly #written = new Set<string>();
  readonly #tell: (event: ExportEvent) => void;

  constructor(tell: (event: ExportEvent) => void) {
    this.#tell = tell;
  }

  /** Wraps the file so that it can be followed and cancelled under `exportId`. */
  follow(exportId: string, file: ExportFile): ExportFile {
    return {
      ...file,
      stream: () => this.#stream(this.#begin(exportId), file),
      write: async (path) => {
        const following = this.#begin(exportId);
        try {
          const written = await file.write(path, following.options);
          this.#written.add(path);
          following.done(written.rows);
          return written;
        } catch (error) {
          following.failed(error);
          throw error;
        }
      },
    };
  }

  /** True if this program has written an export to that path. */
  hasWritten(path: string): boolean {
    return this.#written.has(path);
  }

  /** Discards what was made so far. An export that is over or unknown is left alone. */
  cancel(exportId: string): void {
    this.#running.get(exportId)?.cancel();
  }

  close(): void {
    for (const following of this.#running.values()) following.cancel();
  }

  async *#stream(following: Following, file: ExportFile): AsyncGenerator<string | Uint8Array, number | void, undefined> {
    const iterator = iteratorOf(file.stream(following.options));
    try {
      let next = await iterator.next();
      for (; next.done !== true; next = await iterator.next()) yield next.value;
      following.done(next.value ?? 0);
      return next.value;
    } catch (error) {
      following.failed(error);
      throw error;
    } finally {
      // If the export is over, this has no effect; otherwise its reader went away.
      following.abandoned();
      await iterator.return?.();
    }
  }

  #begin(exportId: string): Following {
    const following = new Following(exportId, this.#tell, () => this.#running.delete(exportId));
    this.#running.set(exportId, following);
    return following;
  }
}

class Following {
  readonly options: ExportControl;
  readonly #exportId: string;
  readonly #tell: (event: ExportEvent) => void;
  readonly #handleEnd: () => void;
  readonly #controller = new AbortController();
  #isOver = false;
  #damaged = 0;
  #toldAt = 0;

  constructor(exportId: string, tell: (event: ExportEvent) => void, handleEnd: () => void) {
    this.#exportId = exportId;
    this.#tell = tell;
    this.#handleEnd = handleEnd;
    this.options = { signal: this.#controller.signal, handleProgress: (progress) => this.#progress(progress) };
  }

  cancel(): void {
    this.#controller.abort();
  }

  done(rows: number): void {
    this.#end({ exportId: this.#exportId, state: 'done', rows, ...(this.#damaged > 0 ? { damaged: this.#damaged } : {}) });
  }

  failed(error: unknown): void {
    if (this.#controller.signal.aborted) this.abandoned();
    else this.#end({ exportId: this.#exportId, state: 'failed', failure: failureOf(error) });
  }

  abandoned(): void {
    this.#end({ exportId: this.#exportId, state: 'cancelled' });
  }

  #end(event: ExportEvent): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#handleEnd();
    this.#tell(event);
  }

  #progress({ rows, share, damaged }: ExportProgress): void {
    this.#damaged = damaged;
    const now = performance.now();
    if (now - this.#toldAt < TELL_EVERY_MS) return;
    this.#toldAt = now;
    this.#tell({ exportId: this.#exportId, state: 'working', rows, share });
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof UserError) return error.failure;
  logError('An export', error);
  return { code: 'internal', message: 'Internal error: this file could not be made. The details are in the log.' };
}
