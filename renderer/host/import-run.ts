// Brings a file of requests into the history: uploaded by a browser, chosen in the system's dialog in the window.
import { formatCount, plural } from '../../shared/format.ts';
import { call, isInWindow, diskPathOf, upload } from './client.ts';
import { succeed, type Result } from '../../shared/errors.ts';
import { readRuns } from './host-state.ts';
import { goTo } from '../route.ts';
import { showFailure, showNote } from '../ui/toasts.tsx';

/** `file` as a browser gives it; null lets the host ask for one. Several are what several load generators sent: one run. */
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

/** For the host: where a file lies that was dropped on the window, else what was uploaded. */
export async function ticketOf(file: File): Promise<Result<string>> {
  const path = isInWindow() ? diskPathOf(file) : null;
  return path !== null ? succeed(path) : await upload(file);
}

/** By the ticket of a file, or its path where the host knows it; null lets the host ask for one. */
export async function importRunAt(upload: string | null, more: readonly string[] = []): Promise<void> {
  const imported = await call('imports.start', more.length === 0 ? { upload } : { upload, more: [...more] });
  if (!imported.ok) return showFailure(imported.failure);
  if (imported.value === null) return;
  const { runId, requests, notes } = imported.value;
  await readRuns();
  goTo({ screen: 'run', runId });
  showNote([`Imported ${formatCount(requests)} ${plural(requests, 'request')}.`, ...notes].join(' '));
}
