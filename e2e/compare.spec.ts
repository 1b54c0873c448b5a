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
const ATTEMPTS = { timeout: 540_000, intervals: [0] };

test.describe.configure({ timeout: 600_000 });

test('two runs of the same server show no difference', { tag: '@alone' }, async ({ app }) => {
  await using target = await startTarget({ delayMs: () => around(USUAL_MS) });
  let attempt = 0;
  await expect(async () => {
    sayAgain((attempt += 1), 'one of two runs of the same server was disturbed, as the comparison says');
    // Both, because the first one may be the one that was disturbed.
    await runOnce(app.page(), target.url);
    await runOnce(app.page(), target.url);
    await compareThisRun(app.page());
    expect(await verdict(app.page())).toContain('No statistically significant difference');
  }).toPass(ATTEMPTS);
  await expect(figureRow(app.page(), 'Failed of all that completed')).toContainText('Not significant');
});

test('a server that is 10 % slower is found slower, and the other way round faster', { tag: '@light' }, async ({ app }) => {
  let delay = USUAL_MS;
  let attempt = 0;
  await using target = await startTarget({ delayMs: () => around(delay) });
  await expect(async () => {
    sayAgain((attempt += 1), 'the slower server was not found slower');
    delay = USUAL_MS;
    await runOnce(app.page(), target.url);
    delay = USUAL_MS * 1.1;
    await runOnce(app.page(), target.url);
    await compareThisRun(app.page());
    expect(await verdict(app.page())).toContain('is slower');
  }).toPass(ATTEMPTS);
  await expect(figureRow(app.page(), 'Mean service time')).toContainText('Likely slower');
  await swap(app.page());
  await expect(headline(app.page())).toContainText('is faster');
});

/** Once it is there, however long that takes: it does not change any more. */
async function verdict(page: Page): Promise<string> {
  await expect(headline(page)).toBeVisible();
  return await headline(page).innerText();
}

/** In the output of the tests, so that a slow pass has its reason there. */
function sayAgain(attempt: number, why: string): void {
  if (attempt > 1) process.stdout.write(`  measured again (${attempt}): ${why}; other programs share this computer\n`);
}

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
