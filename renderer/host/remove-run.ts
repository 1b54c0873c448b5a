// Deletes a run, and offers the way back.
import type { RunRow } from '../../shared/run.ts';
import { deleteRun, restoreRun } from './host-state.ts';
import { clockOf } from '../ui/day.ts';
import { showFailure, showUndo } from '../ui/toasts.tsx';

export async function removeRun(run: RunRow): Promise<void> {
  const deleted = await deleteRun(run.id);
  if (deleted.ok) showUndo(`Deleted “${titleOf(run)}”.`, () => void bringBack(run.id));
  else showFailure(deleted.failure);
}

/** As one tells runs of the same name apart. */
export function titleOf(run: RunRow): string {
  return `${run.name}, ${clockOf(run.startedAt)}`;
}

async function bringBack(id: string): Promise<void> {
  const restored = await restoreRun(id);
  if (!restored.ok) showFailure(restored.failure);
}
