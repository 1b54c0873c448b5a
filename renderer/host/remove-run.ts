// Deletes runs, and offers to undo it.
import { formatCount, plural } from '../../shared/format.ts';
import { numberedName, type RunBrief } from '../../shared/run.ts';
import { deleteRun, restoreRun } from './host-state.ts';
import { clockOf } from '../ui/day.ts';
import { showFailure, showUndo } from '../ui/toasts.tsx';

export async function removeRun(run: RunBrief): Promise<void> {
  const deleted = await deleteRun(run.id);
  if (deleted.ok) showUndo(`Deleted “${titleOf(run)}”.`, () => void bringBack(run.id));
  else showFailure(deleted.failure);
}

/** There is one notice for all of them; runs that the host refuses to delete are counted in another. */
export async function removeRuns(runs: readonly RunBrief[]): Promise<void> {
  const results = await Promise.all(runs.map(async ({ id }) => ({ id, deleted: await deleteRun(id) })));
  const gone = results.filter(({ deleted }) => deleted.ok).map(({ id }) => id);
  const refused = results.find(({ deleted }) => !deleted.ok)?.deleted;
  if (refused?.ok === false) showFailure(refused.failure);
  if (gone.length === 0) return;
  showUndo(`Deleted ${formatCount(gone.length)} ${plural(gone.length, 'run')}.`, () => void bringAllBack(gone));
}

async function bringAllBack(ids: readonly string[]): Promise<void> {
  for (const id of ids) await bringBack(id);
}

/** A title that distinguishes runs of the same name. */
export function titleOf(run: RunBrief): string {
  return `${numberedName(run)}, ${clockOf(run.startedAt)}`;
}

async function bringBack(id: string): Promise<void> {
  const restored = await restoreRun(id);
  if (!restored.ok) showFailure(restored.failure);
}
