// Turns a stored run into the files that people export.
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { CapacityExportKind } from '../../shared/capacity/capacity-commands.ts';
import type { CapacityRow } from '../../shared/capacity/capacity-search.ts';
import type { Comparison } from '../../shared/comparison.ts';
import type { ExportKind } from '../../shared/rpc.ts';
import { junitOfRun } from '../../shared/junit.ts';
import { summaryMarkdown } from '../../shared/summary-markdown.ts';
import type { RunRow } from '../../shared/run.ts';
import type { SampleFilter } from '../../shared/sample-query.ts';
import type { ExportFile } from './api/ports.ts';
import type { FileChunks } from '../export/file-chunks.ts';
import { gzipped } from '../export/gzipped.ts';
import { capacityHtml } from '../export/report/capacity-html.ts';
import { capacityMarkdown } from '../../shared/capacity/capacity-markdown.ts';
import { capacityText } from '../../shared/capacity/capacity-file.ts';
import { chartsSvg } from '../export/report/charts-svg.ts';
import { comparisonHtml } from '../export/report/comparison-html.ts';
import { slowRequests } from '../export/report/slow-requests.ts';
import { reportHtml } from '../export/report/report-html.ts';
import { summaryText } from '../export/summary-file.ts';
import { writeFileWhole } from '../export/write-file.ts';
import { exportedChunks, type ExportControl } from '../export/thread/exporting.ts';
import type { RunStore } from '../store/run-store.ts';
import { VERSION } from '../system/version.ts';

const FILE_ENDS: Readonly<Record<ExportKind, string>> = {
  'requests-csv': 'requests.csv',
  'timeseries-csv': 'timeseries.csv',
  'summary-json': 'summary.json',
  'summary-md': 'summary.md',
  'report-html': 'report.html',
  'charts-svg': 'charts.svg',
  'junit-xml': 'junit.xml',
  'run-file': 'run.onrush',
};

/** By the end of the file's name; run files have none. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
};

export interface ExportChoice {
  /** Restricts requests.csv; null takes all requests. Other kinds always cover the whole run. */
  readonly filter?: SampleFilter | null;
  /** Where the report's traces can be viewed. */
  readonly traceUrl?: string | undefined;
  /** A line at the head of the report. */
  readonly heading?: string | undefined;
}

export function exportOf(
  runs: RunStore,
  row: RunRow,
  kind: ExportKind,
  { filter = null, traceUrl, heading }: ExportChoice = {},
): ExportFile {
  const stream = (options: ExportControl): FileChunks => {
    switch (kind) {
      case 'summary-json':
        return oneChunk(() => summaryText(row, VERSION));
      case 'summary-md':
        return oneChunk(() => summaryMarkdown(row, VERSION));
      case 'report-html':
        return oneChunk(() => {
          runs.flush();
          const extras = { slow: slowRequests(runs.path, row), traceUrl, heading };
          return reportHtml(row, runs.open(row.id)?.snapshots ?? [], VERSION, extras);
        });
      case 'charts-svg':
        return oneChunk(() => chartsSvg(row, runs.open(row.id)?.snapshots ?? [], VERSION));
      case 'junit-xml':
        return oneChunk(() => junitOfRun(row));
      case 'run-file':
        return runFileChunks((path) => runs.writeFile([row.id], path));
      case 'requests-csv':
      case 'timeseries-csv':
        // The thread only reads what is already in the file.
        runs.flush();
        return exportedChunks({ path: runs.path, kind, row, filter: kind === 'requests-csv' ? filter : null }, options);
    }
  };
  return exportFile(fileNameOf(row, kind), stream, kind === 'requests-csv' || kind === 'timeseries-csv');
}

function* oneChunk(make: () => string): Generator<string, void, undefined> {
  yield make();
}

export function exportOfComparison(comparison: Comparison, heading?: string): ExportFile {
  const [baseline] = comparison.runs;
  const name = `${baseline === undefined ? 'runs' : stemOf(baseline.row)}-comparison.html`;
  return documentFile(name, () => comparisonHtml(comparison, VERSION, heading));
}

export function exportOfCapacity(row: CapacityRow, kind: CapacityExportKind, heading?: string): ExportFile {
  const make = { html: capacityHtml, json: capacityText, md: capacityMarkdown }[kind];
  return documentFile(`${stemOf(row)}.${kind}`, () => make(row, VERSION, heading));
}

/** A file that consists of one text. */
function documentFile(fileName: string, make: () => string): ExportFile {
  return exportFile(fileName, () => oneChunk(make), false);
}

/** `hasRows` means that its rows are counted. */
function exportFile(fileName: string, stream: ExportFile['stream'], hasRows: boolean): ExportFile {
  return {
    fileName,
    contentType: CONTENT_TYPES[extname(fileName)] ?? 'application/octet-stream',
    stream,
    write: async (path, options = {}) => {
      const chunks = stream(options);
      const { rows } = await writeFileWhole(path, path.endsWith('.gz') ? gzipped(chunks) : chunks, options.signal);
      return { rows: hasRows ? rows : 1 };
    },
  };
}

/** The file is written to the system's temporary folder and read from there. */
async function* runFileChunks(write: (path: string) => void): AsyncGenerator<Uint8Array, void, undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-export-'));
  try {
    const path = join(folder, 'run.onrush');
    write(path);
    const chunks: AsyncIterable<Uint8Array> = createReadStream(path, { highWaterMark: CHUNK_BYTES });
    yield* chunks;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const CHUNK_BYTES = 1 << 20;

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
