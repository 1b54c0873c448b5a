// Is the server faster or slower than before? A comparison of two runs answers this, or says that it cannot.
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { compareThisRun, figureRow, headline, swap } from './pages/compare-page.ts';
import { goTo } from './pages/rail.ts';
import { expectState } from './pages/run-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

const USUAL_MS = 100;
// At 95 % confidence one of twenty results is wrong, and a busy computer changes the server: then the test measures again.
const ATTEMPTS = { timeout: 270_000, intervals: [0] };

test.describe.configure({ timeout: 600_000 });

test('two runs of the same server show no difference', { tag: '@alone' }, async ({ app }) => {
  await using target = await startTarget({ delayMs: () => around(USUAL_MS) });
  await runOnce(app.page(), target.url);
  await expect(async () => {
    await runOnce(app.page(), target.url);
    await compareThisRun(app.page());
    await expect(headline(app.page())).toContainText('No statistically significant difference', { timeout: 10_000 });
  }).toPass(ATTEMPTS);
  await expect(figureRow(app.page(), 'Failed of all that completed')).toContainText('Not significant');
});

test('a server that is 10 % slower is found slower, and the other way round faster', { tag: '@light' }, async ({ app }) => {
  let delay = USUAL_MS;
  await using target = await startTarget({ delayMs: () => around(delay) });
  await expect(async () => {
    delay = USUAL_MS;
    await runOnce(app.page(), target.url);
    delay = USUAL_MS * 1.1;
    await runOnce(app.page(), target.url);
    await compareThisRun(app.page());
    await expect(headline(app.page())).toContainText('is slower', { timeout: 10_000 });
  }).toPass(ATTEMPTS);
  await expect(figureRow(app.page(), 'Mean service time')).toContainText('Likely slower');
  await swap(app.page());
  await expect(headline(app.page())).toContainText('is faster');
});

/** Evenly distributed, 5 % to both sides. */
function around(delayMs: number): number {
  return delayMs * (0.95 + 0.1 * Math.random());
}

async function runOnce(page: Page, url: string): Promise<void> {
  await goTo(page, 'Start');
  await fillFirstRun(page, { url, vus: 10, iterations: 300 });
  await pressRun(page);
  await expectState(page, 'Completed');
}
