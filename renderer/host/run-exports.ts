// Starts exports of runs and follows them, whichever screen is open.
import type { Failure, Result } from '../../shared/errors.ts';
import { formatCount } from '../../shared/format.ts';
import type { ExportDelivery, ExportEvent } from '../../shared/rpc.ts';
import { EVERYTHING, type SampleFilter } from '../../shared/sample-query.ts';
import { call } from './client.ts';
import { afterDelivery, afterExportEvent, savedFileWords, type ExportItem, type RunExport } from './run-export.ts';
import { createStore, useStore } from './store.ts';
import { showAction, showFailure, showNote } from '../ui/toasts.tsx';

export const exports = createStore<readonly RunExport[]>([]);

interface Filtered {
  readonly runId: string;
  readonly filter: SampleFilter | null;
}

/** The filter on the screen of a run; null if nothing narrows its requests. */
const filtered = createStore<Filtered>({ runId: '', filter: null });

/** The exports of every run; only the latest of each item. */
export function useRunExports(): readonly RunExport[] {
  return useStore(exports, (all) => all);
}

export function useFilteredRequests(runId: string): SampleFilter | null {
  return useStore(filtered, (now) => (now.runId === runId ? now.filter : null));
}

/** Called by the screen that filters. */
export function setFilteredRequests(runId: string, filter: SampleFilter): void {
  const isNarrow =
    JSON.stringify({ ...filter, text: filter.text.trim() }) !== JSON.stringify({ ...EVERYTHING, warmup: filter.warmup });
  filtered.set({ runId, filter: isNarrow ? filter : null });
}

/** 'filtered-csv' exports the requests that the run's screen shows. */
export async function startExport(runId: string, item: ExportItem): Promise<void> {
  const exportId = begin(runId, item);
  const kind = item === 'filtered-csv' ? 'requests-csv' : item;
  const narrowed = filtered.get();
  const filter = item === 'filtered-csv' && narrowed.runId === runId ? narrowed.filter : null;
  settle(exportId, await call('runs.export', { id: runId, kind, exportId, filter }));
}

/** As one HTML file; the first run is the baseline. */
export async function startComparisonExport(runIds: readonly string[]): Promise<void> {
  const exportId = begin(runIds.join(','), 'comparison-html');
  settle(exportId, await call('compare.export', { ids: [...runIds], exportId }));
}

/** Returns the id that its events contain. */
function begin(runId: string, item: RunExport['item']): string {
  const exportId = crypto.randomUUID();
  const others = exports.get().filter((one) => one.runId !== runId || one.item !== item);
  exports.set([...others, { runId, item, exportId, fileName: null, progress: { kind: 'working', share: 0 } }]);
  return exportId;
}

function settle(exportId: string, delivered: Result<ExportDelivery>): void {
  if (delivered.ok) return setDelivery(exportId, delivered.value);
  exports.set(afterExportEvent(exports.get(), { exportId, state: 'failed', failure: delivered.failure }));
  showFailure(delivered.failure);
}

export function cancelExport(exportId: string): void {
  exports.set(exports.get().filter((one) => one.exportId !== exportId));
  void call('exports.cancel', { exportId });
}

export function setExportEvent(event: ExportEvent): void {
  const before = exports.get().find((one) => one.exportId === event.exportId);
  exports.set(afterExportEvent(exports.get(), event));
  // In a window the reply of the command says the same, including the path.
  if (before === undefined || before.fileName === null) return;
  if (event.state === 'done') showSaved(event.exportId);
  if (event.state === 'done' && event.damaged !== undefined) showFailure(damagedFailure(event.damaged));
  if (event.state === 'failed') showFailure(event.failure);
}

function damagedFailure(count: number): Failure {
  return {
    code: 'store_damaged',
    message: `${formatCount(count)} requests are damaged in the history and are not in this file.`,
  };
}

function setDelivery(exportId: string, delivery: ExportDelivery): void {
  exports.set(afterDelivery(exports.get(), exportId, delivery));
  if (delivery.kind === 'saved') showSaved(exportId);
  if (delivery.kind !== 'download') return;
  const link = document.createElement('a');
  link.href = delivery.url;
  link.download = delivery.fileName;
  link.click();
}

function showSaved(exportId: string): void {
  const one = exports.get().find((known) => known.exportId === exportId);
  if (one?.progress.kind !== 'done') return;
  const words = savedFileWords(one, one.progress.rows);
  const { path } = one;
  if (path === undefined) showNote(words);
  else showAction(words, 'Show in folder', () => void call('files.show', { path }));
}
