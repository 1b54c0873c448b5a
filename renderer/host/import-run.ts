// Brings a file of requests into the history: uploaded by a browser, chosen in the system's dialog in the window.
import { formatCount, plural } from '../../shared/format.ts';
import { call, isInWindow, diskPathOf, upload } from './client.ts';
import { succeed } from '../../shared/errors.ts';
import { readRuns } from './host-state.ts';
import { goTo } from '../route.ts';
import { showFailure, showNote } from '../ui/toasts.tsx';

/** `file` as a browser gives it; null lets the host ask for one. */
export async function importRun(file: File | null): Promise<void> {
  // A file that was dropped on the window is read where it lies.
  const path = file === null || !isInWindow() ? null : diskPathOf(file);
  const ticket = file === null ? null : path !== null ? succeed(path) : await upload(file);
  if (ticket !== null && !ticket.ok) return showFailure(ticket.failure);
  await importRunAt(ticket === null ? null : ticket.value);
}

/** By the ticket of a file, or its path where the host knows it; null lets the host ask for one. */
export async function importRunAt(upload: string | null): Promise<void> {
  const imported = await call('imports.start', { upload });
  if (!imported.ok) return showFailure(imported.failure);
  if (imported.value === null) return;
  const { runId, requests, notes } = imported.value;
  await readRuns();
  goTo({ screen: 'run', runId });
  showNote([`Imported ${formatCount(requests)} ${plural(requests, 'request')}.`, ...notes].join(' '));
}
