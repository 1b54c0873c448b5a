// Entry of a thread: reads one file into the history over a connection of its own, as fast as it can.
import { UserError } from '../../shared/errors.ts';
import { openDatabase } from '../store/database.ts';
import { RunStore } from '../store/run-store.ts';
import { serveThread, threadTask } from '../threads/serve-thread.ts';
import { importRuns, type ImportedRuns, type ImportSource } from './import-runs.ts';

export interface ImportTask {
  /** Folder of the history. */
  readonly folder: string;
}

const { folder } = threadTask<ImportTask>();

serveThread<ImportSource, ImportedRuns, number>(
  async (source, { signal, report }) => {
    const opened = openDatabase(folder);
    if (!opened.ok) throw UserError.from(opened.failure);
    const runs = new RunStore(opened.value, { onWriteError: () => undefined });
    try {
      return await importRuns(runs, source, { signal, handleProgress: report });
    } finally {
      runs.close();
      opened.value.close();
    }
  },
  { fault: 'Internal error: this file could not be read.' },
);
