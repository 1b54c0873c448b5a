// Asks the host for files of runs and follows them, wherever in the window one goes meanwhile.
import { useSyncExternalStore } from 'react';
import type { ExportDelivery } from '../../shared/rpc.ts';
import { EVERYTHING, type SampleFilter } from '../../shared/sample-query.ts';
import { call, listen } from './client.ts';
import { afterDelivery, afterExportEvent, savedWords, type ExportItem, type RunExport } from './run-export.ts';
import { showFailure, showNote } from '../ui/toasts.tsx';

let exports: readonly RunExport[] = [];
const watchers = new Set<() => void>();
let isListening = false;

/** Of every run; the last of each item. */
export function useRunExports(): readonly RunExport[] {
  return useSyncExternalStore(watch, () => exports);
}

/** What the screen of a run narrows its requests to now; null where to nothing. */
let filtered: { readonly runId: string; readonly filter: SampleFilter | null } = { runId: '', filter: null };

export function useFilteredRequests(runId: string): SampleFilter | null {
  const now = useSyncExternalStore(watch, () => filtered);
  return now.runId === runId ? now.filter : null;
}

/** Said by the screen that filters. */
export function offerFiltered(runId: string, filter: SampleFilter): void {
  const isNarrow =
    JSON.stringify({ ...filter, text: filter.text.trim() }) !== JSON.stringify({ ...EVERYTHING, warmup: filter.warmup });
  filtered = { runId, filter: isNarrow ? filter : null };
  tell();
}

/** 'filtered-csv' takes what the run's screen narrows its requests to. */
export async function exportRun(runId: string, item: ExportItem): Promise<void> {
  follow();
  const exportId = crypto.randomUUID();
  const others = exports.filter((one) => one.runId !== runId || one.item !== item);
  become([...others, { runId, item, exportId, fileName: null, standing: { kind: 'working', share: 0 } }]);
  const kind = item === 'filtered-csv' ? 'requests-csv' : item;
  const filter = item === 'filtered-csv' && filtered.runId === runId ? filtered.filter : null;
  const delivered = await call('runs.export', { id: runId, kind, exportId, filter });
  if (!delivered.ok) {
    become(afterExportEvent(exports, { exportId, state: 'failed', failure: delivered.failure }));
    return showFailure(delivered.failure);
  }
  take(exportId, delivered.value);
}

export function cancelExport(exportId: string): void {
  become(exports.filter((one) => one.exportId !== exportId));
  void call('exports.cancel', { exportId });
}

function take(exportId: string, delivery: ExportDelivery): void {
  become(afterDelivery(exports, exportId, delivery));
  if (delivery.kind === 'saved') tellSaved(exportId);
  if (delivery.kind !== 'download') return;
  const link = document.createElement('a');
  link.href = delivery.url;
  link.download = delivery.fileName;
  link.click();
}

function follow(): void {
  if (isListening) return;
  isListening = true;
  listen((event) => {
    if (event.type !== 'export') return;
    const { exportId, state } = event.export;
    const before = exports.find((one) => one.exportId === exportId);
    become(afterExportEvent(exports, event.export));
    // In a window the command's answer says the same, with the place.
    if (before?.fileName === null || before === undefined) return;
    if (state === 'done') tellSaved(exportId);
    if (state === 'failed') showFailure(event.export.failure);
  });
}

function tellSaved(exportId: string): void {
  const one = exports.find((known) => known.exportId === exportId);
  if (one?.standing.kind === 'done') showNote(savedWords(one, one.standing.rows));
}

function become(next: readonly RunExport[]): void {
  if (next === exports) return;
  exports = next;
  tell();
}

function tell(): void {
  for (const handle of watchers) handle();
}

function watch(handle: () => void): () => void {
  watchers.add(handle);
  return () => void watchers.delete(handle);
}
