// Says in the notes of a run that another program locked the history during it.
import { formatSpan } from '../../shared/format.ts';
import { logError } from '../system/log.ts';
import type { RunStore } from '../store/run-store.ts';
import type { RunManager } from './run-manager.ts';

/** Once all is written. Never throws: it is called between two writes. */
export function noteLock(runs: RunStore, manager: RunManager, id: string, lockedMs: number): void {
  const sentence = `Another program locked the history for ${formatSpan(lockedMs)}. What was measured meanwhile was held in memory and written afterwards; nothing is missing.`;
  try {
    const row = runs.row(id);
    if (row === null) return;
    const { name, notes, tags, starred } = row;
    manager.describe(id, { name, notes: notes === '' ? sentence : `${notes}\n${sentence}`, tags, starred });
  } catch (error) {
    logError('Noting that the history was locked', error);
  }
}
