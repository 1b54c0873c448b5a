// Stop in the middle of a run: requests in flight are finished, and what was measured is kept.
import { readFileSync } from 'node:fs';
import { expect, test } from './app.ts';
import { readCsv } from './csv.ts';
import { exportCsv, expectState, pressStop } from './pages/run-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

test('after a stop the requests in flight end, and all of them are kept', async ({ app }) => {
  await using target = await startTarget({ delayMs: 150 });
  await fillFirstRun(app.page(), { url: target.url, vus: 5, iterations: 100_000 });
  await pressRun(app.page());
  await expect.poll(target.received).toBeGreaterThan(20);
  await pressStop(app.page());
  await expectState(app.page(), 'Stopped');

  const { header, rows } = readCsv(readFileSync(await app.save('requests.csv', () => exportCsv(app.page())), 'utf8'));
  expect(rows).toHaveLength(target.received());
  expect(new Set(rows.map((row) => row[header.indexOf('outcome')]))).toEqual(new Set(['ok']));
});
