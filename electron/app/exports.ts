// From a stored run to the files that people export.
import type { CapacityExportKind } from '../../shared/capacity/capacity-commands.ts';
import type { CapacityRow } from '../../shared/capacity/capacity-search.ts';
import type { Comparison } from '../../shared/comparison.ts';
import type { ExportKind } from '../../shared/rpc.ts';
import type { RunRow } from '../../shared/run.ts';
import type { SampleFilter } from '../../shared/sample-query.ts';
import type { ExportFile } from './api/ports.ts';
import type { FileChunks } from '../export/file-chunks.ts';
import { gzipped } from '../export/gzipped.ts';
import { capacityHtml } from '../export/report/capacity-html.ts';
import { capacityMarkdown } from '../../shared/capacity/capacity-markdown.ts';
import { capacityText } from '../../shared/capacity/capacity-file.ts';
import { comparisonHtml } from '../export/report/comparison-html.ts';
import { reportHtml } from '../export/report/report-html.ts';
import { summaryText } from '../export/summary-file.ts';
import { writeFileWhole } from '../export/write-file.ts';
import { exportedChunks, type ExportOptions } from '../export/thread/exporting.ts';
import type { RunStore } from '../store/run-store.ts';
import { VERSION } from '../system/version.ts';

const FILE_ENDS: Readonly<Record<ExportKind, string>> = {
  'requests-csv': 'requests.csv',
  'timeseries-csv': 'timeseries.csv',
  'summary-json': 'summary.json',
  'report-html': 'report.html',
};

const CONTENT_TYPES: Readonly<Record<ExportKind, string>> = {
  'requests-csv': 'text/csv',
  'timeseries-csv': 'text/csv',
  'summary-json': 'application/json',
  'report-html': 'text/html',
};

const DOCUMENT_TYPES: Readonly<Record<string, string>> = { html: 'text/html', json: 'application/json', md: 'text/markdown' };

/** `filter` chooses requests of requests.csv; null takes all, and other kinds are of the whole run. */
export function exportOf(runs: RunStore, row: RunRow, kind: ExportKind, filter: SampleFilter | null = null): ExportFile {
  const stream = (options: ExportOptions): FileChunks => {
    if (kind === 'summary-json') return oneChunk(() => summaryText(row, VERSION));
    if (kind === 'report-html') return oneChunk(() => reportHtml(row, runs.open(row.id)?.snapshots ?? [], VERSION));
    // The thread reads what is in the file.
    runs.flush();
    return exportedChunks({ path: runs.path, kind, row, filter: kind === 'requests-csv' ? filter : null }, options);
  };
  return {
    fileName: fileNameOf(row, kind),
    contentType: `${CONTENT_TYPES[kind]}; charset=utf-8`,
    stream,
    write: async (path, options = {}) => {
      const chunks = stream(options);
      const { rows } = await writeFileWhole(path, path.endsWith('.gz') ? gzipped(chunks) : chunks, options.signal);
      return { rows: isDocument(kind) ? 1 : rows };
    },
  };
}

function* oneChunk(make: () => string): Generator<string, void, undefined> {
  yield make();
}

export function exportOfComparison(comparison: Comparison): ExportFile {
  const [baseline] = comparison.runs;
  const name = `${baseline === undefined ? 'runs' : stemOf(baseline.row)}-comparison.html`;
  return documentFile(name, () => comparisonHtml(comparison, VERSION));
}

export function exportOfCapacity(row: CapacityRow, kind: CapacityExportKind): ExportFile {
  const make = { html: capacityHtml, json: capacityText, md: capacityMarkdown }[kind];
  return documentFile(`${stemOf(row)}.${kind}`, () => make(row, VERSION));
}

/** One whole text. */
function documentFile(fileName: string, make: () => string): ExportFile {
  const stream = (): FileChunks => [make()];
  return {
    fileName,
    contentType: `${DOCUMENT_TYPES[fileName.slice(fileName.lastIndexOf('.') + 1)] ?? 'text/plain'}; charset=utf-8`,
    stream,
    write: async (path, { signal } = {}) => {
      const chunks = stream();
      await writeFileWhole(path, path.endsWith('.gz') ? gzipped(chunks) : chunks, signal);
      return { rows: 1 };
    },
  };
}

/** One whole, not rows. */
function isDocument(kind: ExportKind): boolean {
  return kind === 'summary-json' || kind === 'report-html';
}

/** "home-page-20260714-1432-requests.csv" */
function fileNameOf(row: RunRow, kind: ExportKind): string {
  return `${stemOf(row)}-${FILE_ENDS[kind]}`;
}

function stemOf(row: Pick<RunRow, 'name' | 'startedAt'>): string {
  const name =
    row.name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60) || 'run';
  const [day = '', time = ''] = new Date(row.startedAt).toISOString().split('T');
  const stamp = `${day.replaceAll('-', '')}-${time.slice(0, 5).replace(':', '')}`;
  return `${name}-${stamp}`;
}
