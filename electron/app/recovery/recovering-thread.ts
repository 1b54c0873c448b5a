// Entry of a thread: makes the figures of a run agree with its rows after its process died, or if an older version computed them.
import { UserError } from '../../../shared/errors.ts';
import { openDatabase } from '../../store/database.ts';
import { recountRun } from '../../store/run-recount.ts';
import { settleLostRun } from '../../store/run-recovery.ts';
import { serveThread, threadTask } from '../../threads/serve-thread.ts';
import { recoverRun } from './recover-run.ts';

export interface RecoveryTask {
  /** The folder of the history. */
  readonly folder: string;
}

export interface RecoveryQuestion {
  readonly runId: string;
  /** "lost" means that its process died, "old" that an older version computed its figures. */
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
