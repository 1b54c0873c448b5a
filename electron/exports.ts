// From a stored run to the files that people export.
import type { ExportKind } from '../shared/rpc.ts';
import type { RunRow } from '../shared/run.ts';
import type { ExportFile } from './api/services.ts';
import { requestsCsv } from './export/requests-csv.ts';
import { summaryText } from './export/summary-file.ts';
import { timeseriesCsv } from './export/timeseries-csv.ts';
import { writeFileWhole } from './export/write-file.ts';
import type { RunStore } from './store/run-store.ts';
import { VERSION } from './version.ts';

const FILE_ENDS: Readonly<Record<ExportKind, string>> = {
  'requests-csv': 'requests.csv',
  'timeseries-csv': 'timeseries.csv',
  'summary-json': 'summary.json',
};

export function exportOf(runs: RunStore, row: RunRow, kind: ExportKind): ExportFile {
  const stream = streamOf(runs, row, kind);
  return {
    fileName: fileNameOf(row, kind),
    contentType: `${kind === 'summary-json' ? 'application/json' : 'text/csv'}; charset=utf-8`,
    stream,
    write: async (path, signal) => {
      const { rows } = await writeFileWhole(path, stream(), signal);
      return { rows: kind === 'summary-json' ? 1 : rows };
    },
  };
}

function streamOf(runs: RunStore, row: RunRow, kind: ExportKind): () => Iterable<string, number | void> {
  switch (kind) {
    case 'requests-csv':
      return () => requestsCsv(row, runs.batches(row.id));
    case 'timeseries-csv':
      return () => timeseriesCsv(row, runs.snapshots(row.id), runs.batches(row.id));
    case 'summary-json':
      return () => [summaryText(row, VERSION)];
  }
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
  return `${name}-${stamp}-${FILE_ENDS[kind]}`;
}
