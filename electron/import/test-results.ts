// Files of results for tests, and what importing them gives.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunRow } from '../../shared/run.ts';
import type { RunStore } from '../store/run-store.ts';
import { importRuns, type ImportedRuns } from './import-runs.ts';
import { openResultFile, readToEnd, type HandleRow } from './result-file.ts';

export const AT = 1_764_000_000_000;
export const NAMES =
  'timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect';

interface Line {
  readonly at?: number | string;
  readonly elapsed?: number | string;
  readonly label?: string;
  readonly thread?: string;
  readonly code?: string;
  readonly message?: string;
  readonly success?: string;
}

export function lineOf({
  at = AT,
  elapsed = 20,
  label = 'Home',
  thread = 'Users 1-1',
  code = '200',
  message = 'OK',
  success = 'true',
}: Line): string {
  return `${at},${elapsed},${label},${code},${message},${thread},text,${success},,500,120,5,5,http://127.0.0.1:8080/home,15,0,1`;
}

/** Ten requests, 100 ms apart. */
export const TEN = Array.from({ length: 10 }, (_, number) =>
  lineOf({ at: AT + 100 * number, thread: `Users 1-${(number % 3) + 1}` }),
);

export async function readResults(
  runs: RunStore,
  folder: string,
  text: string | Uint8Array,
  fileName = 'results.jtl',
): Promise<{ imported: ImportedRuns; rows: RunRow[] }> {
  const path = join(folder, fileName);
  writeFileSync(path, text);
  const signal = new AbortController().signal;
  const imported = await importRuns(runs, { path, fileName }, { signal, handleProgress: () => undefined });
  return { imported, rows: imported.runIds.flatMap((id) => runs.row(id) ?? []) };
}

export function csv(lines: readonly string[], names: string | null = NAMES): string {
  return `${[...(names === null ? [] : [names]), ...lines].join('\n')}\n`;
}

export const WATCH = { signal: new AbortController().signal, handleBytes: () => undefined };

/** The same text as only the general reader reads it. */
export function asUtf16(text: string): Uint8Array {
  return Buffer.from(`\uFEFF${text.replace(/^\uFEFF/, '')}`, 'utf16le');
}

/** All that comes of a file: its rows on both readings and its notes, or those before a fault and the sentence that it gets. */
export async function allOf(path: string, bytes: Uint8Array): Promise<Readonly<Record<string, unknown>>> {
  writeFileSync(path, bytes);
  const rows: unknown[] = [];
  const handleRow: HandleRow = (request, row) => void rows.push({ ...request, row });
  try {
    const file = await openResultFile(path, { reading: WATCH, handleRow, folder: dirname(path) });
    await readToEnd(file.read(WATCH, () => AT, handleRow));
    const { survey, notes } = file;
    return { rows, notes, own: survey.notes(), count: survey.count, users: survey.users, parts: survey.parts.count };
  } catch (error) {
    return { rows, error: String(error) };
  }
}
