// The import of runs, at most one at a time: from the file that the host received to a run in the history.
import { dirname } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import type { ImportState } from '../../shared/imported-file.ts';
import type { ImportedRuns, ImportSource } from '../import/import-runs.ts';
import type { ImportTask } from '../import/importing-thread.ts';
import { READING_LIMITS } from '../import/reading-limits.ts';
import { ThreadHost } from '../threads/thread-host.ts';
import { addSeries } from './add-series.ts';
import type { History } from './api/ports.ts';

/** A file that a person chose. */
export interface ReceivedFile {
  readonly path: string;
  /** As the person sees it. */
  readonly fileName: string;
  /** Called when the file is no longer needed. */
  readonly release: () => void;
}

/** Finds the file by the ticket of its upload, or asks the person if the host can; null if no file was chosen. */
export type ReceiveImport = (upload: string | null) => Promise<ReceivedFile | null>;

const LOST = { code: 'internal', message: 'The thread that read this file broke. Try again.' } as const;
/** The least time between two reports of progress, in ms. */
const TELL_EVERY_MS = 100;

export class Imports {
  readonly #receive: ReceiveImport;
  readonly #tell: (state: ImportState | null) => void;
  #controller: AbortController | null = null;
  #reading: Promise<unknown> = Promise.resolve();
  #toldAt = 0;

  constructor(receive: ReceiveImport, tell: (state: ImportState | null) => void) {
    this.#receive = receive;
    this.#tell = tell;
  }

  /** Returns null if no file was chosen. @throws UserError import_invalid, write_failed, run_active, superseded */
  async start({ runs, manager }: History, upload: string | null, more: readonly string[] = []): Promise<ImportedRuns | null> {
    const files: ReceivedFile[] = [];
    try {
      for (const ticket of [upload, ...more]) {
        const file = await this.#receive(ticket);
        if (file !== null) files.push(file);
      }
      const [first] = files;
      return first === undefined ? null : await this.#read({ runs, manager }, files, first);
    } finally {
      for (const file of files) file.release();
    }
  }

  /**
   * Adds figures from outside to a run; returns null if no file was chosen. @throws UserError not_found, import_invalid,
   * run_active, write_failed
   */
  async addSeries({ runs }: Pick<History, 'runs'>, runId: string, upload: string | null): Promise<readonly string[] | null> {
    const file = await this.#receive(upload);
    if (file === null) return null;
    try {
      const row = runs.row(runId);
      if (row === null) throw new UserError('not_found', 'This run is no longer stored.');
      return (await addSeries(runs, row, file.path, file.fileName)).notes;
    } finally {
      file.release();
    }
  }

  async #read(
    { runs, manager }: Pick<History, 'runs' | 'manager'>,
    files: readonly ReceivedFile[],
    first: ReceivedFile,
  ): Promise<ImportedRuns> {
    if (manager.isActive)
      throw new UserError('run_active', 'A run is going on, and reading a file would disturb it. Wait for its end.');
    if (this.#controller !== null)
      throw new UserError('run_active', 'Another file is being read. Wait for its end, or cancel it.');
    const { signal } = (this.#controller = new AbortController());
    const task: ImportTask = { folder: dirname(runs.path) };
    const thread = new ThreadHost<readonly ImportSource[], ImportedRuns, number>('importing-thread', {
      task,
      lost: LOST,
      resourceLimits: READING_LIMITS,
    });
    try {
      const sources = files.map(({ path, fileName }) => ({ path, fileName }));
      const shown = files.length === 1 ? first : { ...first, fileName: `${files.length} files` };
      const reading = thread.ask(sources, { signal, handleProgress: (share) => this.#progress(shown, share) });
      this.#reading = reading.catch(() => undefined);
      return await reading;
    } finally {
      await thread.close();
      // Runs that were discarded because of an invalid file are removed here, where there is time for it.
      runs.purge();
      this.#controller = null;
      this.#tell(null);
    }
  }

  /** Discards what was read so far. */
  cancel(): void {
    this.#controller?.abort();
  }

  /** Waits until everything that was written is discarded. */
  async close(): Promise<void> {
    this.cancel();
    await this.#reading;
  }

  #progress({ fileName }: ReceivedFile, share: number): void {
    const now = performance.now();
    if (now - this.#toldAt < TELL_EVERY_MS) return;
    this.#toldAt = now;
    this.#tell({ fileName, share });
  }
}
