// Reads the figures from outside that `run` names, after the run. Nothing that is wrong with them affects the run.
import { resolve } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import type { RunRow } from '../../shared/run.ts';
import { addSeries } from '../app/add-series.ts';
import { addPrometheusSeries } from '../app/prometheus-series.ts';
import type { OpenHistory } from '../app/history.ts';
import type { RunOutput } from './command.ts';

/** Returns the run with the figures. */
export async function addRunSeries(runs: OpenHistory['runs'], row: RunRow, output: RunOutput): Promise<RunRow> {
  const isQuiet = output.json || output.quiet;
  for (const file of output.series) await added(isQuiet, async () => (await addSeries(runs, row, resolve(file), file)).notes);
  const { url = '', queries = [] } = output.prometheus ?? {};
  await Promise.all(queries.map((query) => added(isQuiet, async () => (await addPrometheusSeries(runs, row, url, query)).notes)));
  return runs.row(row.id) ?? row;
}

/** With `isQuiet`, only problems are printed. */
async function added(isQuiet: boolean, add: () => Promise<readonly string[]>): Promise<void> {
  try {
    const notes = await add();
    if (!isQuiet) process.stderr.write(notes.map((note) => `${note}\n`).join(''));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.failure.message} The run is kept without it.\n`);
  }
}
