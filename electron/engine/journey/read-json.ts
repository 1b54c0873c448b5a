// A JSON file as a table: a list of objects, whose keys are the columns. Cells keep their types.
import { parseJson } from '../../../shared/plan/journey/value.ts';
import type { ReadTable } from './read-csv.ts';
import { utf8Of } from './utf8-of.ts';

export function readJsonTable(file: Buffer): ReadTable {
  const parsed = parseJson(utf8Of(file).toString());
  if (parsed === null) return { ok: false, message: 'It is not valid JSON.' };
  const rows = Array.isArray(parsed.value) ? parsed.value : null;
  if (rows === null || !rows.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row))) {
    return { ok: false, message: 'Write a list of objects: [{ "email": "a@example.com" }].' };
  }
  const objects = rows.map((row) => new Map(Object.entries(row ?? {})));
  const columns = [...new Set(objects.flatMap((row) => [...row.keys()]))];
  if (columns.length === 0) return { ok: false, message: 'It has no rows.' };
  const cells = objects.flatMap((row) => columns.map((column) => Buffer.from(JSON.stringify(row.get(column) ?? null))));
  const memory = new SharedArrayBuffer((cells.length + 1) * Uint32Array.BYTES_PER_ELEMENT);
  const starts = new Uint32Array(memory);
  cells.forEach((cell, at) => (starts[at + 1] = (starts[at] ?? 0) + cell.length));
  const text = new SharedArrayBuffer(starts[cells.length] ?? 0);
  const all = Buffer.from(text);
  cells.forEach((cell, at) => cell.copy(all, starts[at]));
  return { ok: true, table: { columns, rows: objects.length, text, starts: memory, isJson: true } };
}
