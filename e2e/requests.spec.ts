// Every request of a run can be found and examined: from a dot, from the table, with a search.
import { expect, test } from './app.ts';
import { openDot, openRequest, requestCount, requestRows, slowestDot, sortBy } from './pages/requests-page.ts';
import { expectState } from './pages/run-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

const REQUESTS = 100_000;

test('the slowest of many requests is on the chart, opens from its dot, and is the first row after sorting', async ({ app }) => {
  await using target = await startTarget({ failEvery: 5000, slow: { request: 45_000, delayMs: 2500 } });
  const page = app.page();
  await fillFirstRun(page, { url: target.url, vus: 8, iterations: REQUESTS });
  await pressRun(page);
  await expectState(page, 'Completed');
  await expect(requestCount(page)).toHaveText('100,000 of 100,000');

  await page.getByText('Service time', { exact: true }).first().click();
  // A run of iterations has them in this order at first.
  await sortBy(page, 'Bytes');
  await sortBy(page, 'Service');
  const slowest = requestRows(page).first();
  await expect(slowest).toContainText(/2\.[5-9]\d s/);
  const [seq = ''] = await slowest.getByRole('gridcell').allInnerTexts();
  await expect.poll(async () => (await slowestDot(page)).seq.toLocaleString('en')).toBe(seq);
  await openDot(page, await slowestDot(page));
  await expect(openRequest(page)).toHaveAccessibleName(`Request ${seq}`);
  await expect(openRequest(page)).toContainText('waiting');
  await expect(slowest).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('button', { name: 'Next request' }).click();
  await expect(requestRows(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(openRequest(page)).toBeHidden();

  await page.keyboard.press('/');
  await page.keyboard.type('server error');
  await expect(requestCount(page)).toHaveText('20 of 100,000');
  await requestRows(page).first().click();
  await expect(openRequest(page)).toContainText('Internal Server Error');
  await page.getByRole('textbox', { name: 'Filter requests by text' }).fill('nobody says this');
  await expect(page.getByText('Nothing matches “nobody says this”.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).last().click();
  await expect(requestCount(page)).toHaveText('100,000 of 100,000');
});
