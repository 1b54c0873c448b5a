// A JSON file as a table: a list of objects, or an object in each line; the keys are the columns. Cells keep their types.
import { jsonOf, parseExactJson, type JsonValue } from '../../../shared/plan/journey/value.ts';
import type { ReadTable } from './read-csv.ts';
import { utf8Of } from './utf8-of.ts';

export function readJsonTable(file: Buffer): ReadTable {
  const content = utf8Of(file).toString();
  const parsed = parseExactJson(content) ?? parsedLines(content);
  if (typeof parsed === 'string') return { ok: false, message: parsed };
  const rows = Array.isArray(parsed.value) ? parsed.value : null;
  if (rows === null || !rows.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row))) {
    return { ok: false, message: 'Write a list of objects: [{ "email": "a@example.com" }].' };
  }
  const objects = rows.map((row) => new Map(Object.entries(row ?? {})));
  const columns = [...new Set(objects.flatMap((row) => [...row.keys()]))];
  if (columns.length === 0) return { ok: false, message: 'It has no rows.' };
  const cells = objects.flatMap((row) => columns.map((column) => Buffer.from(jsonOf(row.get(column) ?? null))));
  const memory = new SharedArrayBuffer((cells.length + 1) * Uint32Array.BYTES_PER_ELEMENT);
  const starts = new Uint32Array(memory);
  cells.forEach((cell, at) => (starts[at + 1] = (starts[at] ?? 0) + cell.length));
  const text = new SharedArrayBuffer(starts[cells.length] ?? 0);
  const all = Buffer.from(text);
  cells.forEach((cell, at) => cell.copy(all, starts[at]));
  return { ok: true, table: { columns, rows: objects.length, text, starts: memory, isJson: true } };
}

/** JSON Lines. Returns a sentence if a line is not JSON. */
function parsedLines(text: string): { readonly value: JsonValue[] } | string {
  const lines = text.split('\n').map((line) => line.trim());
  if (!/^\{.*\}$/.test(lines[0] ?? '')) return text.trim() === '' ? 'It is empty.' : 'It is not valid JSON.';
  const value: JsonValue[] = [];
  for (const [at, line] of lines.entries()) {
    if (line === '') continue;
    const parsed = parseExactJson(line);
    if (parsed === null) return `Line ${at + 1} is not valid JSON.`;
    value.push(parsed.value);
  }
  return { value };
}

/** By its name, or by how it begins: no CSV file has a list of objects or an object as its first column. */
export function isJsonTable(name: string, file: Buffer): boolean {
  return (
    /\.(?:json|jsonl|ndjson)$/i.test(name) ||
    /^\s*(?:\[\s*\{|\{\s*")/.test(file.toString('latin1', 0, 64).replace(/^\u00ef\u00bb\u00bf/, ''))
  );
}
