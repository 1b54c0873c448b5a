// Entry of a thread: reads one file into the history over its own connection.
import { UserError } from '../../shared/errors.ts';
import { openDatabase } from '../store/database.ts';
import { RunStore } from '../store/run-store.ts';
import { mergeRuns } from './merge-runs.ts';
import { serveThread, threadTask } from '../threads/serve-thread.ts';
import { importRuns, type ImportedRuns, type ImportSource } from './import-runs.ts';

export interface ImportTask {
  /** The folder of the history. */
  readonly folder: string;
}

const { folder } = threadTask<ImportTask>();

serveThread<readonly ImportSource[], ImportedRuns, number>(
  async (sources, { signal, report }) => {
    const opened = openDatabase(folder);
    if (!opened.ok) throw UserError.from(opened.failure);
    const runs = new RunStore(opened.value, { onWriteError: () => undefined });
    try {
      const [only, other] = sources;
      if (only !== undefined && other === undefined) return await importRuns(runs, only, { signal, handleProgress: report });
      // Several files are the parts of one run that several load generators sent.
      const merged = await mergeRuns(runs, sources, { signal, handleProgress: report, align: 'clock', name: null });
      return { runIds: [merged.runId], requests: merged.requests, notes: merged.notes };
    } finally {
      runs.close();
      opened.value.close();
    }
  },
  { fault: 'Internal error: this file could not be read.' },
);
