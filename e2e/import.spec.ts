// A run is exported as requests.csv, imported, and exported again: the rows are the same.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from './app.ts';
import { readCsv } from './csv.ts';
import { goTo } from './pages/rail.ts';
import { expectState, exportCsv } from './pages/run-page.ts';
import { pressImport } from './pages/runs-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

test('an exported run comes back with the same requests @window', async ({ app }) => {
  await using target = await startTarget({ delayMs: 5, failEvery: 9 });
  await fillFirstRun(app.page(), { url: target.url, vus: 4, iterations: 120 });
  await pressRun(app.page());
  await expectState(app.page(), 'Completed');
  const path = await app.save('requests.csv', () => exportCsv(app.page()));
  await goTo(app.page(), 'Runs');
  await app.choose(() => pressImport(app.page()), path);
  await expect(app.page().getByText('Imported 120 requests.')).toBeVisible();
  await expectState(app.page(), 'Completed');
  expect(rowsOf(await app.save('again.csv', () => exportCsv(app.page())))).toEqual(rowsOf(path));
  await goTo(app.page(), 'Runs');
  await expect(app.page().getByText('imported', { exact: true })).toBeVisible();
});

test('a file with a fault gets one sentence, and no run @window', async ({ app }) => {
  await goTo(app.page(), 'Runs');
  const path = test.info().outputPath('bad.csv');
  writeFileSync(path, 'timeStamp,elapsed\n1,2\n3,soon\n');
  await app.choose(() => pressImport(app.page()), path);
  await expect(app.page().getByText('Line 3, column “elapsed”: “soon” is not a number.')).toBeVisible();
  await expect(app.page().getByRole('heading', { name: 'No runs yet' })).toBeVisible();
});

/** All columns except the id of the run. */
function rowsOf(path: string): readonly (readonly string[])[] {
  const { header, rows } = readCsv(readFileSync(path, 'utf8'));
  return rows.map((row) => row.toSpliced(header.indexOf('run_id'), 1));
}
