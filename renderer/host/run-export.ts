// The files that are being exported, and the results of the latest exports. Pure.
import { formatCount } from '../../shared/format.ts';
import { fileNameOf } from '../../shared/file-name.ts';
import type { ExportDelivery, ExportEvent, ExportKind } from '../../shared/rpc.ts';

/** What can be exported from a run: one of the kinds, or the requests that the filters choose. */
export type ExportItem = ExportKind | 'filtered-csv';

export interface RunExport {
  /** For a comparison: the ids of all its runs, separated by commas. */
  readonly runId: string;
  readonly item: ExportItem | 'comparison-html';
  /** The id of the latest export. */
  readonly exportId: string;
  readonly progress: ExportState;
  /** Known once the host has said where the file goes. */
  readonly fileName: string | null;
  /** The path at which the window's host wrote it. */
  readonly path?: string;
}

export type ExportState =
  /** 0..1 */
  | { readonly kind: 'working'; readonly share: number }
  | { readonly kind: 'done'; readonly rows: number }
  | { readonly kind: 'failed'; readonly message: string };

/** Cancelled exports are removed, because nothing of them is left. */
export function afterExportEvent(exports: readonly RunExport[], event: ExportEvent): readonly RunExport[] {
  if (!exports.some(({ exportId }) => exportId === event.exportId)) return exports;
  if (event.state === 'cancelled') return exports.filter(({ exportId }) => exportId !== event.exportId);
  return change(exports, event.exportId, { progress: progressOf(event) });
}

export function afterDelivery(exports: readonly RunExport[], exportId: string, delivery: ExportDelivery): readonly RunExport[] {
  switch (delivery.kind) {
    case 'saved': {
      const fileName = fileNameOf(delivery.path);
      return change(exports, exportId, { fileName, path: delivery.path, progress: { kind: 'done', rows: delivery.rows } });
    }
    case 'download':
      return change(exports, exportId, { fileName: delivery.fileName });
    case 'cancelled':
      return exports.filter((one) => one.exportId !== exportId);
  }
}

/** "Saved requests.csv, 24,000 rows." */
export function savedFileWords({ fileName, item }: RunExport, rows: number): string {
  const name = fileName ?? 'the file';
  const hasRows = item === 'requests-csv' || item === 'timeseries-csv' || item === 'filtered-csv';
  return hasRows ? `Saved ${name}, ${formatCount(rows)} rows.` : `Saved ${name}.`;
}

function progressOf(event: Exclude<ExportEvent, { state: 'cancelled' }>): ExportState {
  switch (event.state) {
    case 'working':
      return { kind: 'working', share: event.share };
    case 'done':
      return { kind: 'done', rows: event.rows };
    case 'failed':
      return { kind: 'failed', message: event.failure.message };
  }
}

function change(exports: readonly RunExport[], exportId: string, part: Partial<RunExport>): readonly RunExport[] {
  return exports.map((one) => (one.exportId === exportId ? { ...one, ...part } : one));
}
