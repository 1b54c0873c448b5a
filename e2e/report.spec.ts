// The report is one file: it opens from the disk without a network, and shows what the summary shows.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { formatCount, formatPercent, formatTime } from '../shared/format.ts';
import { errorRate, type SummaryFile } from '../shared/summary.ts';
import { expect, test } from './app.ts';
import { expectState, exportAs, exportSummary } from './pages/run-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

test('the report opens from the disk without a network, and its figures are the summary’s', async ({ app, browser }) => {
  await using target = await startTarget({ failEvery: 40 });
  await fillFirstRun(app.page(), { url: target.url, vus: 4, iterations: 400 });
  await pressRun(app.page());
  await expectState(app.page(), 'Completed');
  const report = await app.save('report.html', () => exportAs(app.page(), 'Report'));
  const path = await app.save('summary.json', () => exportSummary(app.page()));
  const summary: SummaryFile = JSON.parse(readFileSync(path, 'utf8'));

  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const asked: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => faults.push(message.text()));
  const url = pathToFileURL(report).href;
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${summary.name} #1`);
  for (const key of ['min', 'mean', 'p50', 'p75', 'p90', 'p95', 'p99', 'p99.9', 'max'] as const) {
    const row = page
      .locator('table.times tbody tr')
      .filter({ has: page.locator('th', { hasText: new RegExp(`^${key}( \\*)?$`) }) });
    await expect(row.locator('td')).toHaveText([formatTime(summary.serviceTime[key]), formatTime(summary.responseTime[key])]);
  }
  const { requests } = summary;
  await expect(page.locator('.tiles div').first()).toContainText(formatCount(requests.total));
  await expect(page.locator('.tiles .bad').first()).toContainText(formatPercent(errorRate(requests)));
  await expect(page.getByRole('img', { name: /^Every request: 400, 10 failed/ })).toBeVisible();
  expect(asked).toEqual([url]);
  expect(faults).toEqual([]);
  await context.close();
});

test('the summary is copied as Markdown by its keys', async ({ app }) => {
  await using target = await startTarget();
  const page = app.page();
  await fillFirstRun(page, { url: target.url, vus: 2, iterations: 50 });
  await pressRun(page);
  await expectState(page, 'Completed');
  await page.keyboard.press('Control+Shift+C');
  await expect(page.getByText('Copied the summary as Markdown.')).toBeVisible();
});
