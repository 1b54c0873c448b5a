// Is the server faster or slower than before? A comparison of two runs answers this, or says that it cannot.
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { measureAgain } from './measure-again.ts';
import { compareThisRun, figureRow, headline, swap } from './pages/compare-page.ts';
import { goTo } from './pages/rail.ts';
import { expectState } from './pages/run-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

const USUAL_MS = 100;
// At 95 % confidence one of twenty results is wrong, and a busy computer changes the server: then it is measured again.

test.describe.configure({ timeout: 600_000 });

test('two runs of the same server show no difference', { tag: '@alone' }, async ({ app }) => {
  await using target = await startTarget({ delayMs: () => around(USUAL_MS) });
  await measureAgain(async () => {
    // Both, because the first one may be the one that was disturbed.
    await runOnce(app.page(), target.url);
    await runOnce(app.page(), target.url);
    return await verdictFault(app.page(), 'No statistically significant difference');
  });
  await expect(figureRow(app.page(), 'Failed of all that completed')).toContainText('Not significant');
});

test(
  'a server that is 10 % slower is found to be slower, and faster in the opposite order',
  { tag: '@light' },
  async ({ app }) => {
    let delay = USUAL_MS;
    await using target = await startTarget({ delayMs: () => around(delay) });
    await measureAgain(async () => {
      delay = USUAL_MS;
      await runOnce(app.page(), target.url);
      delay = USUAL_MS * 1.1;
      await runOnce(app.page(), target.url);
      return await verdictFault(app.page(), 'is slower');
    });
    await expect(figureRow(app.page(), 'Mean service time')).toContainText('Likely slower');
    await swap(app.page());
    await expect(headline(app.page())).toContainText('is faster');
  },
);

/** Compares the run that is open with the one before it. The verdict does not change any more once it is there. */
async function verdictFault(page: Page, expected: string): Promise<string | null> {
  await compareThisRun(page);
  await expect(headline(page)).toBeVisible();
  const verdict = await headline(page).innerText();
  return verdict.includes(expected) ? null : `the verdict is “${verdict}”, not “${expected}”`;
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
