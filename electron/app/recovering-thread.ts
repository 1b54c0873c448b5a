// Entry of a thread: makes the figures of a run that a dead process left agree with its rows.
import { UserError } from '../../shared/errors.ts';
import { openDatabase } from '../store/database.ts';
import { settleLostRun } from '../store/run-recovery.ts';
import { serveThread, threadTask } from '../threads/serve-thread.ts';
import { recoverRun } from './recover-run.ts';

export interface RecoveryTask {
  /** Folder of the history. */
  readonly folder: string;
}

const { folder } = threadTask<RecoveryTask>();

serveThread<string, null>(
  (runId) => {
    const opened = openDatabase(folder);
    if (!opened.ok) throw UserError.from(opened.failure);
    try {
      settleLostRun(opened.value, runId, Date.now(), (row) => recoverRun(opened.value, row));
      return null;
    } finally {
      opened.value.close();
    }
  },
  { fault: 'Internal error: a run that was interrupted could not be read.' },
);
