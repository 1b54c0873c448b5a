// Which columns of a file of figures hold the time, the name and the value, read from its beginning.
import { parse } from 'csv-parse/sync';
import type { UserError } from '../../shared/errors.ts';
import type { CsvFormat } from './csv-record.ts';

export interface SeriesColumns {
  readonly format: CsvFormat;
  readonly time: number;
  /** Null if all lines belong to one series. */
  readonly name: number | null;
  readonly value: number;
  /** How many columns a complete line has. */
  readonly count: number;
  /** True if 99,5 is a number. */
  readonly hasDecimalComma: boolean;
}

const NAMES = {
  time: ['time', 'timestamp', 'ts', 'datetime', 'date'],
  name: ['name', 'series', 'metric'],
  value: ['value', 'val'],
} as const;

export function seriesColumns(head: string, refuse: (why: string) => UserError): SeriesColumns {
  const lines = head.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  // Excel writes the delimiter on its own line.
  const first = lines.findIndex((line) => line.trim() !== '' && !/^sep=.$/i.test(line.trim()));
  const line = lines[first] ?? '';
  const delimiter = [',', ';', '\t', '|'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ',';
  const names = namesIn(line, delimiter);
  const columnOf = (known: readonly string[]): number => known.map((word) => names.indexOf(word)).find((at) => at !== -1) ?? -1;
  const [time, name, value] = [columnOf(NAMES.time), columnOf(NAMES.name), columnOf(NAMES.value)];
  if (time === -1 || value === -1) {
    const missing = [...(time === -1 ? ['"time"'] : []), ...(value === -1 ? ['"value"'] : [])].join(' and ');
    throw refuse(`Its first line names no column ${missing}. Begin it with: time,name,value`);
  }
  return {
    format: { delimiter, skippedLines: first + 1 },
    time,
    name: name === -1 ? null : name,
    value,
    count: names.length,
    hasDecimalComma: delimiter !== ',',
  };
}

function namesIn(line: string, delimiter: string): string[] {
  const [cells = []] = parse(line, { delimiter, relax_quotes: true, relax_column_count: true });
  return cells.map((cell) => cell.trim().toLowerCase());
}
