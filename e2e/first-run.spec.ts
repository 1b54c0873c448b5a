// A first visit: a URL, Run, the summary, and the requests as a file.
import { readFileSync } from 'node:fs';
import { expect, test } from './app.ts';
import { readCsv } from './csv.ts';
import { exportCsv, exportSummary, expectState } from './pages/run-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

test('after a run of a typed URL, every request that the target counted is a row of the CSV', async ({ app }) => {
  await using target = await startTarget({ delayMs: 20, failEvery: 10 });
  await fillFirstRun(app.page(), { url: target.url, vus: 10, iterations: 300 });
  await pressRun(app.page());
  await expectState(app.page(), 'Completed');
  expect(target.received()).toBe(300);

  // All are due at the start, so the wait for a free user is shown next to the server's time, and not instead of it.
  const figures = app.page().getByRole('region', { name: 'Figures of the window' });
  await expect(figures).toContainText('Whole run, service time');
  await expect(figures).toContainText(/p50\s*[\d.]+ m?s\s*task time [\d.]+ m?s/);

  const { header, rows } = readCsv(readFileSync(await app.save('requests.csv', () => exportCsv(app.page())), 'utf8'));
  expect(rows).toHaveLength(target.received());
  const statuses = rows.map((row) => row[header.indexOf('responseCode')]);
  expect(statuses.filter((status) => status === '500')).toHaveLength(30);
  // The target always takes 20 ms, so no request can be faster.
  const serviceTimes = rows.map((row) => Number(row[header.indexOf('service_time_ms')]));
  expect(Math.min(...serviceTimes)).toBeGreaterThanOrEqual(19);

  const summary = JSON.parse(readFileSync(await app.save('summary.json', () => exportSummary(app.page())), 'utf8'));
  expect(summary).toMatchObject({
    state: 'completed',
    requests: { total: 300, succeeded: 270, failed: 30 },
    statusCodes: { 200: 270, 500: 30 },
  });
});
