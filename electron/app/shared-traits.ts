// What failures with one cause have in common: a value in the data rows of their iterations. The rows follow from the iterations;
// their cells are read from the file, as long as it is still the file of the run.
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FailureCauses, SharedTrait } from '../../shared/journey-figures.ts';
import { rowPicker } from '../../shared/plan/journey/data-row.ts';
import type { DataSet } from '../../shared/plan/journey/journey-schema.ts';
import { textsOf } from '../../shared/plan/journey/step-texts.ts';
import { namesIn } from '../../shared/plan/journey/template.ts';
import { jsonText } from '../../shared/plan/journey/value.ts';
import { stepsOf, type Plan } from '../../shared/plan/plan.ts';
import { isSecretField } from '../../shared/plan/secret.ts';
import type { RunRow } from '../../shared/run.ts';
import { DataReader, type DataTable } from '../engine/files/data-table.ts';
import { readCsv } from '../engine/journey/read-csv.ts';
import { readJsonTable } from '../engine/journey/read-json.ts';
import type { FailedPlace, FoundCauses } from '../samples/causes.ts';
import { shorten } from '../../shared/shorten.ts';

/** Reading a larger file would block the window. In bytes. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Fewer failures may have something in common by chance. */
const LEAST_FAILURES = 3;
/** A trait must belong to at least this share of the failures. */
const LEAST_SHARE = 0.8;
/** A value that more than this share of all rows has says nothing about the failures. */
const MOST_USUAL = 0.5;
const MOST_TEXT = 80;

/** Adds the shared traits to the failures that the thread found. */
export function withSharedTraits(
  { causes, ...counts }: FoundCauses,
  { plan, summary }: Pick<RunRow, 'plan' | 'summary'>,
): FailureCauses {
  const columns = columnsOf(plan, summary.journey?.dataRows ?? {});
  return { ...counts, causes: causes.map(({ places, ...cause }) => ({ ...cause, shared: sharedTrait(places, columns) })) };
}

/** A column of a data file that some step uses. */
interface DataColumn {
  readonly name: string;
  readonly rows: number;
  readonly rowOf: (place: FailedPlace) => number;
  readonly cell: (row: number) => string;
}

function columnsOf(plan: Plan, dataRows: Readonly<Record<string, number>>): readonly DataColumn[] {
  const names = new Set(stepsOf(plan).flatMap((step) => textsOf(step).flatMap(({ text }) => namesIn(text))));
  const pickRow = rowPicker(plan);
  return (plan.data ?? []).flatMap((set, at) => {
    const used = [...names].filter((name) => name.startsWith(`${set.name}.`) && !isSecretField(name));
    const table = used.length === 0 ? null : tableOf(set);
    if (table === null || table.rows !== dataRows[set.name]) return [];
    const reader = new DataReader(table);
    const rowOf = (place: FailedPlace): number => pickRow(at, table.rows, place);
    return used.flatMap((name) => {
      const column = reader.columnOf(name.slice(set.name.length + 1));
      return column === -1 ? [] : [{ name, rows: table.rows, rowOf, cell: (row: number) => jsonText(reader.cell(row, column)) }];
    });
  });
}

function sharedTrait(places: readonly FailedPlace[], columns: readonly DataColumn[]): SharedTrait | null {
  if (places.length < LEAST_FAILURES) return null;
  const traits = columns.flatMap((column) => {
    const { value, count } = mostFrequent(places.map((place) => column.cell(column.rowOf(place))));
    if (count < LEAST_SHARE * places.length || usualShare(column, value) > MOST_USUAL) return [];
    return [{ name: column.name, value: shorten(value, MOST_TEXT), count, of: places.length }];
  });
  return traits.toSorted((a, b) => b.count - a.count)[0] ?? null;
}

function mostFrequent(values: readonly string[]): { readonly value: string; readonly count: number } {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [value, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0]);
  return { value, count };
}

const MOST_ASKED_ROWS = 2000;

/** How many of the rows have a value; of a long file, a sample that is spread over all of it is counted. */
function usualShare({ rows, cell }: DataColumn, value: string): number {
  const asked = Math.min(rows, MOST_ASKED_ROWS);
  let same = 0;
  for (let at = 0; at < asked; at += 1) if (cell(Math.floor((at * rows) / asked)) === value) same += 1;
  return asked === 0 ? 1 : same / asked;
}

/** A cache: the table of the file that was read last. */
let known: { readonly key: string; readonly table: DataTable } | null = null;

/** Returns null if the file can no longer be read. */
function tableOf(set: DataSet): DataTable | null {
  try {
    const path = resolve(set.file);
    const { size, mtimeMs } = statSync(path);
    if (size > MOST_BYTES) return null;
    const key = JSON.stringify([path, size, mtimeMs, set.delimiter]);
    if (known?.key === key) return known.table;
    const file = readFileSync(path);
    const read = /\.json$/i.test(set.file) ? readJsonTable(file) : readCsv(file, set.delimiter ?? null);
    if (!read.ok) return null;
    known = { key, table: read.table };
    return read.table;
  } catch {
    // If the file cannot be read, no trait is shown; the failures are shown all the same.
    return null;
  }
}
