// Adds figures from outside to a run: a CSV that a browser uploads, or that is chosen in the system's dialog, or the values of a query
// to a Prometheus server.
import type { Failure } from '../../shared/errors.ts';
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

const SERVER_KEY = 'onrush.prometheus-server';

/** The server that was asked last, as stored in this browser. */
export function recallServer(storage: Pick<Storage, 'getItem'> = localStorage): string {
  return storage.getItem(SERVER_KEY) ?? '';
}

export interface SeriesQuery {
  readonly server: string;
  readonly query: string;
  /** Empty for the text of the query. */
  readonly name: string;
}

/** Returns why nothing was added. */
export async function querySeries(runId: string, asked: SeriesQuery): Promise<Failure | null> {
  const added = await call('series.query', { runId, ...asked });
  if (!added.ok) return added.failure;
  localStorage.setItem(SERVER_KEY, asked.server);
  readRunAgain(runId);
  showNote(added.value.join(' '));
  return null;
}
