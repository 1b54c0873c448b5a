// Entry of a thread: makes the figures of a run agree with its rows, where a dead process or an older version left it.
import { UserError } from '../../../shared/errors.ts';
import { openDatabase } from '../../store/database.ts';
import { recountRun } from '../../store/run-recount.ts';
import { settleLostRun } from '../../store/run-recovery.ts';
import { serveThread, threadTask } from '../../threads/serve-thread.ts';
import { recoverRun } from './recover-run.ts';

export interface RecoveryTask {
  /** Folder of the history. */
  readonly folder: string;
}

export interface RecoveryQuestion {
  readonly runId: string;
  /** "lost": its process died; "old": an older version counted it. */
  readonly kind: 'lost' | 'old';
}

const { folder } = threadTask<RecoveryTask>();

serveThread<RecoveryQuestion, null>(
  ({ runId, kind }) => {
    const opened = openDatabase(folder);
    if (!opened.ok) throw UserError.from(opened.failure);
    try {
      const settle = kind === 'lost' ? settleLostRun : recountRun;
      settle(opened.value, runId, Date.now(), (row) => recoverRun(opened.value, row));
      return null;
    } finally {
      opened.value.close();
    }
  },
  { fault: 'Internal error: a run that was interrupted could not be read.' },
);
