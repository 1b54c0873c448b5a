// A file with series that somebody chose in the window, for a run that is over.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { csv, readResults, TEN } from '../import/test-results.ts';
import { openTestRuns } from '../store/test-history.ts';
import { Imports } from './imports.ts';

test('the series are kept with the run, and the file is removed in any case', async () => {
  const { runs, folder } = openTestRuns();
  const { imported } = await readResults(runs, folder, csv(TEN));
  const runId = imported.runIds[0] ?? '';
  const path = join(folder, 'chosen');
  const given: string[] = [];
  const imports = new Imports(
    (ticket) => Promise.resolve(ticket === null ? null : { path, fileName: 'cpu.csv', release: () => given.push(ticket) }),
    () => undefined,
  );
  writeFileSync(path, 'time,name,value\n0,CPU,20\n0.001,CPU,100\n');
  const notes = await imports.addSeries({ runs }, runId, 'one');
  expect(notes?.[0]).toBe('Added “CPU” with 2 points.');
  expect(runs.row(runId)?.series?.map(({ name, values }) => [name, [...values]])).toEqual([['CPU', [20, 100]]]);
  writeFileSync(path, 'no series');
  await expect(imports.addSeries({ runs }, runId, 'two')).rejects.toThrow(/cpu\.csv/);
  await expect(imports.addSeries({ runs }, 'gone', 'three')).rejects.toThrow(/no longer stored/);
  expect(await imports.addSeries({ runs }, runId, null)).toBeNull();
  expect(given).toEqual(['one', 'two', 'three']);
});
