// `series`: adds figures from outside to a finished run, to show them together with its latency.
import { resolve } from 'node:path';
import { seriesSentences } from '../../shared/outside-series.ts';
import { addSeries } from '../app/add-series.ts';
import { addPrometheusSeries } from '../app/prometheus-series.ts';
import type { SeriesOptions } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { isRunFile } from './find-runs.ts';
import { withRun } from './with-run.ts';
import { checkWritable } from './writable.ts';

/** A run file is written again with the figures. @throws UserError */
export async function seriesCommand({ run, files, prometheus, json }: SeriesOptions): Promise<number> {
  if (isRunFile(run)) checkWritable(run);
  return await withRun(run, async ({ runs }, row) => {
    const added = [];
    for (const file of files) added.push(await addSeries(runs, row, resolve(file), file));
    const { url = '', queries = [] } = prometheus ?? {};
    for (const query of queries) added.push(await addPrometheusSeries(runs, row, url, query));
    if (isRunFile(run)) runs.writeFile([row.id], run);
    const notes = added.flatMap((one) => [...one.notes, ...seriesSentences(one.series)]);
    const series = added.flatMap((one) => one.series.map(({ name, at }) => ({ name, points: at.length })));
    process.stdout.write(json ? `${JSON.stringify({ run: row.id, series, notes })}\n` : `${notes.join('\n')}\n`);
    return EXIT.passed;
  });
}
