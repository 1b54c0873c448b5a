// What a plan contains for found values besides its steps: variables that the client makes, and a data file of typed values.
// Pure.
import type { CompanionFile, Imported } from '../imported/imported.ts';
import { utf8Bytes } from '../imported/base64.ts';
import type { FoundValue } from './found-value.ts';
import { DATA_NAME } from './with-found-values.ts';

export function variablesOfValues(found: readonly FoundValue[]): Record<string, string> {
  return Object.fromEntries(
    found.flatMap((value) => (value.kind === 'made' && !value.name.startsWith('$') ? [[value.name, value.template]] : [])),
  );
}

/** A file with one row, to which people can add more. */
export function dataOf(found: readonly FoundValue[]): {
  readonly data: Imported['data'];
  readonly files: readonly CompanionFile[];
} {
  const columns = found.filter(({ kind }) => kind === 'typed' || kind === 'unknown');
  if (columns.length === 0) return { data: [], files: [] };
  const name = `${DATA_NAME}.csv`;
  const text = `${columns.map((one) => one.name).join(',')}\n${columns.map(({ value }) => cell(value)).join(',')}\n`;
  return { data: [{ name: DATA_NAME, file: name, delimiter: ',' }], files: [{ name, bytes: utf8Bytes(text) }] };
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
