// Imports a file of requests into the history: uploaded by a browser, or chosen in the system's dialog.
import { formatCount, plural } from '../../shared/format.ts';
import { call, isInWindow, diskPathOf, upload } from './client.ts';
import { succeed, type Result } from '../../shared/errors.ts';
import { readRuns } from './host-state.ts';
import { goTo } from '../route.ts';
import { showFailure, showNote } from '../ui/toasts.tsx';

/**
 * `file` as a browser provides it; null lets the host ask for one. Several files are the parts of one run that several load
 * generators sent.
 */
export async function importRun(file: File | null, ...others: readonly File[]): Promise<void> {
  const tickets: string[] = [];
  for (const one of file === null ? [] : [file, ...others]) {
    const ticket = await ticketOf(one);
    if (!ticket.ok) return showFailure(ticket.failure);
    tickets.push(ticket.value);
  }
  const [first = null, ...more] = tickets;
  await importRunAt(first, more);
}

/** How the host finds the file: the path of a file that was dropped on the window, otherwise an uploaded copy. */
export async function ticketOf(file: File): Promise<Result<string>> {
  const path = isInWindow() ? diskPathOf(file) : null;
  return path !== null ? succeed(path) : await upload(file);
}

/** By the ticket of a file, or its path if the host knows it; null lets the host ask for one. */
export async function importRunAt(upload: string | null, more: readonly string[] = []): Promise<void> {
  const imported = await call('imports.start', more.length === 0 ? { upload } : { upload, more: [...more] });
  if (!imported.ok) return showFailure(imported.failure);
  if (imported.value === null) return;
  const { runId, requests, notes } = imported.value;
  await readRuns();
  goTo({ screen: 'run', runId });
  showNote([`Imported ${formatCount(requests)} ${plural(requests, 'request')}.`, ...notes].join(' '));
}
