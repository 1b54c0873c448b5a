// Adds figures from outside to a finished run: reads them from a file, places them on its time axis and stores them with it.
import { existsSync, statSync } from 'node:fs';
import { UserError } from '../../shared/errors.ts';
import { formatCount, plural } from '../../shared/format.ts';
import type { OutsideSeries } from '../../shared/outside-series.ts';
import { isOver, type RunRow } from '../../shared/run.ts';
import { WrongEncoding } from '../import/text-source.ts';
import { readSeriesCsv } from '../import/series-csv.ts';
import type { RunStore } from '../store/run-store.ts';

export interface AddedSeries {
  readonly series: readonly OutsideSeries[];
  /** What was added and what was left out, in whole sentences. */
  readonly notes: readonly string[];
}

/** Adds all series of the file or none. @throws UserError import_invalid, run_active, write_failed */
export async function addSeries(runs: RunStore, row: RunRow, path: string, fileName: string): Promise<AddedSeries> {
  checkOver(row);
  if (!existsSync(path)) throw new UserError('import_invalid', `There is no file ${fileName}.`);
  if (statSync(path).isDirectory()) throw new UserError('import_invalid', `${fileName} is a folder. Name a file in it.`);
  const { series, notes } = await readSeriesCsv(path, fileName, {
    startedAt: row.startedAt,
    durationMs: row.summary.durationMs,
  }).catch((error: unknown) => {
    throw failureOf(error, fileName);
  });
  runs.series.add(row.id, series);
  return { series, notes: [...series.map(addedWords), ...notes] };
}

/** @throws UserError run_active */
export function checkOver({ state }: RunRow): void {
  if (!isOver(state)) throw new UserError('run_active', 'This run is still going on. Add series once it is over.');
}

export function addedWords({ name, at }: OutsideSeries): string {
  return `Added “${name}” with ${formatCount(at.length)} ${plural(at.length, 'point')}.`;
}

function failureOf(error: unknown, fileName: string): unknown {
  if (error instanceof UserError) return error;
  const why = error instanceof WrongEncoding ? 'It is not UTF-8 text.' : error instanceof Error ? error.message : '';
  return new UserError('import_invalid', `${fileName} cannot be read as a series. ${why}`);
}
