// From a stored run to the files that people export.
import type { ExportKind } from '../shared/rpc.ts';
import type { RunRow } from '../shared/run.ts';
import type { ExportFile } from './api/services.ts';
import { requestsCsv } from './export/requests-csv.ts';
import { summaryText } from './export/summary-file.ts';
import { writeFileWhole } from './export/write-file.ts';
import type { RunStore } from './store/run-store.ts';
import { VERSION } from './version.ts';

export function exportOf(runs: RunStore, row: RunRow, kind: ExportKind): ExportFile {
  const stream = streamOf(runs, row, kind);
  const rows = kind === 'requests-csv' ? row.summary.requests.total : 1;
  return {
    fileName: fileNameOf(row, kind),
    contentType: kind === 'requests-csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    stream,
    write: async (path, signal) => {
      await writeFileWhole(path, stream(), signal);
      return { rows };
    },
  };
}

function streamOf(runs: RunStore, row: RunRow, kind: ExportKind): () => Iterable<string> {
  if (kind === 'requests-csv') return () => requestsCsv(row, runs.batches(row.id));
  return () => [summaryText(row, VERSION)];
}

/** "home-page-20260714-1432-requests.csv" */
function fileNameOf(row: RunRow, kind: ExportKind): string {
  const name =
    row.name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60) || 'run';
  const [day = '', time = ''] = new Date(row.startedAt).toISOString().split('T');
  const stamp = `${day.replaceAll('-', '')}-${time.slice(0, 5).replace(':', '')}`;
  return `${name}-${stamp}-${kind === 'requests-csv' ? 'requests.csv' : 'summary.json'}`;
}
