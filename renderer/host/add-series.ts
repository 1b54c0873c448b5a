// Adds figures from outside to a run: a CSV that a browser uploads, or that is chosen in the system's dialog.
import { showFailure, showNote } from '../ui/toasts.tsx';
import { call } from './client.ts';
import { readRunAgain } from './followed-runs.ts';
import { ticketOf } from './import-run.ts';

/** `file` null lets the host ask for one. */
export async function addSeries(runId: string, file: File | null): Promise<void> {
  const ticket = file === null ? null : await ticketOf(file);
  if (ticket?.ok === false) return showFailure(ticket.failure);
  const added = await call('series.add', { runId, upload: ticket?.value ?? null });
  if (!added.ok) return showFailure(added.failure);
  if (added.value === null) return;
  readRunAgain(runId);
  showNote(added.value.join(' '));
}
