// The figures from outside that `run` names: read when the run is over. Whatever is wrong with them loses nothing of the run.
import { resolve } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import type { RunRow } from '../../shared/run.ts';
import { addSeries } from '../app/add-series.ts';
import type { OpenHistory } from '../app/history.ts';

/** The run with them. `isQuiet`: only what is wrong is said. */
export async function addRunSeries(
  runs: OpenHistory['runs'],
  row: RunRow,
  files: readonly string[],
  isQuiet: boolean,
): Promise<RunRow> {
  for (const file of files) {
    try {
      const { notes } = await addSeries(runs, row, resolve(file), file);
      if (!isQuiet) process.stderr.write(notes.map((note) => `${note}\n`).join(''));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      process.stderr.write(`${error.failure.message} The run is kept without it.\n`);
    }
  }
  return runs.row(row.id) ?? row;
}
