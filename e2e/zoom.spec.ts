// A window of 1280 x 800 at 200 % zoom has 640 x 400 CSS px: nothing scrolls sideways and no control is outside.
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { compareThisRun, headline } from './pages/compare-page.ts';
import { newPlan } from './pages/plan-page.ts';
import { goTo } from './pages/rail.ts';
import { expectState } from './pages/run-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

test('every screen fits into a window that is zoomed to 200 %', async ({ app }) => {
  await using target = await startTarget({ delayMs: 5, failEvery: 9 });
  const page = app.page();
  await page.setViewportSize({ width: 640, height: 400 });
  await expectToFit(page, 'Start');
  for (const place of ['Plans', 'Runs', 'Settings', 'Help', 'Compare'] as const) {
    await goTo(page, place);
    await expectToFit(page, place);
  }
  await goTo(page, 'Plans');
  await newPlan(page);
  await expectToFit(page, 'a new plan');
  await goTo(page, 'Start');
  await fillFirstRun(page, { url: target.url, vus: 2, iterations: 500 });
  await pressRun(page);
  await expectToFit(page, 'a run');
  // The screen scrolls before its chart becomes too low to be read.
  const chart = page.getByRole('img', { name: /^Every request/ }).first();
  expect.soft((await chart.boundingBox())?.height).toBeGreaterThan(120);
  await expectState(page, 'Completed');
  await expectToFit(page, 'a finished run');
  await page.getByRole('button', { name: /^Run again/ }).click();
  await expect(page.getByText('#2', { exact: true })).toBeVisible();
  await expectState(page, 'Completed');
  await compareThisRun(page);
  await expect(headline(page)).toBeVisible();
  await expectToFit(page, 'a comparison');
  const sideways = await page
    .locator('main *')
    .evaluateAll((parts) =>
      parts
        .filter((part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX === 'auto')
        .map((part) => `${part.className}: ${part.scrollWidth} in ${part.clientWidth}`),
    );
  expect(sideways).toEqual([]);
});

async function expectToFit(page: Page, where: string): Promise<void> {
  expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), where).toBeLessThanOrEqual(640);
  const outside = await page
    .locator('header button, header a, form button, [role="radiogroup"] label')
    .evaluateAll((controls) =>
      controls.filter((control) => control.getBoundingClientRect().right > 641).map((control) => control.textContent),
    );
  expect.soft(outside, where).toEqual([]);
}
