// Reads the beginning of a plan's data file for a preview, in the way a run would read it. A large file is not read in full.
import { closeSync, openSync, readSync } from 'node:fs';
import type { DataPreview } from '../../../shared/data-preview.ts';
import { PREVIEWED_ROWS } from '../../../shared/data-preview.ts';
import { UserError } from '../../../shared/errors.ts';
import { jsonText } from '../../../shared/plan/journey/value.ts';
import { DataReader, type DataTable } from '../../engine/files/data-table.ts';
import { readCsv } from '../../engine/journey/read-csv.ts';
import { isJsonTable, readJsonTable } from '../../engine/journey/read-json.ts';
import { inspectNamedFile, readNamedFile } from './plan-file-reading.ts';
import { shorten } from '../../../shared/shorten.ts';

const LARGE = 16_777_216;
const HEAD_BYTES = 262_144;
const MOST_LETTERS = 200;

interface DataFile {
  readonly file: string;
  /** Null for the one that its first line uses. */
  readonly delimiter: string | null;
}

/** Relative paths count from `folder`. @throws UserError plan_invalid */
export function previewData({ file, delimiter }: DataFile, folder: string): DataPreview {
  const { path, bytes } = inspectNamedFile(folder, file, refusal);
  const isLarge = bytes > LARGE;
  const content = isLarge ? headOf(path) : readNamedFile(folder, file, refusal);
  const isJson = isJsonTable(file, content);
  if (isJson && isLarge) throw refusal(`${path} is too large to be shown. It is read when a run begins.`);
  const read = isJson ? readJsonTable(content) : readCsv(content, delimiter);
  if (!read.ok) throw refusal(`The data file ${file} cannot be used. ${read.message}`);
  const { table } = read;
  return { columns: table.columns, rows: firstRows(table), rowCount: isLarge ? null : table.rows, bytes };
}

function firstRows(table: DataTable): string[][] {
  const reader = new DataReader(table);
  return Array.from({ length: Math.min(PREVIEWED_ROWS, table.rows) }, (_, row) =>
    table.columns.map((_column, column) => shorten(jsonText(reader.cell(row, column)), MOST_LETTERS)),
  );
}

/** Reads up to the end of the last whole line. */
function headOf(path: string): Buffer {
  const handle = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const length = readSync(handle, head, 0, HEAD_BYTES, 0);
    const end = head.subarray(0, length).lastIndexOf(10);
    return head.subarray(0, end === -1 ? length : end + 1);
  } finally {
    closeSync(handle);
  }
}

function refusal(message: string): UserError {
  return new UserError('plan_invalid', message);
}
