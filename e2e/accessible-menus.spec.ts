// Everything that a button opens, in both themes: axe finds no violation of WCAG 2.2 AA, including target sizes.
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { expectAccessible } from './axe.ts';
import { newPlan, outlineRow, planField } from './pages/plan-page.ts';
import { goTo } from './pages/rail.ts';
import { expectState, pressStop } from './pages/run-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

/** Opens what the button opens, checks it, and closes it again. */
async function lookInto(page: Page, name: string | RegExp, role: 'menu' | 'dialog'): Promise<void> {
  await page.getByRole('button', { name }).first().click();
  const opened = page.getByRole(role).last();
  await expect(opened).toBeVisible();
  await expectAccessible(page, `opened by ${String(name)}`);
  await page.keyboard.press('Escape');
  await expect(opened).toBeHidden();
}

test('the menus and boxes of a run and the marks of the history are accessible', async ({ app }) => {
  await using target = await startTarget({ delayMs: 5, failEvery: 9 });
  const page = app.page();
  await fillFirstRun(page, { url: target.url, vus: 4, iterations: 2000 });
  await pressRun(page);
  await expectState(page, 'Completed');
  await lookInto(page, 'Export', 'menu');
  await lookInto(page, 'More', 'menu');
  await lookInto(page, /^Colour by/, 'menu');
  await lookInto(page, 'Add filter', 'dialog');
  await lookInto(page, /^(Notes|Add notes|Write notes)/i, 'dialog');
  await goTo(page, 'Runs');
  await page.getByRole('checkbox').first().check({ force: true });
  await expectAccessible(page, 'a chosen run');
});

test('the form of another load, the menus of live charts and the choice of runs to compare are accessible', async ({ app }) => {
  await using target = await startTarget({ delayMs: 5 });
  const page = app.page();
  await fillFirstRun(page, { url: target.url, vus: 2, iterations: 1_000_000 });
  await pressRun(page);
  await expectState(page, 'Running');
  await lookInto(page, /^Change Load/, 'dialog');
  // The window is so low that the charts share one place.
  await page.setViewportSize({ width: 1280, height: 480 });
  await lookInto(page, /^Chart: /, 'menu');
  await page.setViewportSize({ width: 1280, height: 800 });
  await pressStop(page);
  await expectState(page, 'Stopped');
  await goTo(page, 'Compare');
  await lookInto(page, 'Add a run', 'dialog');
});

test('a step in the middle of a scenario and the list of methods are accessible', async ({ app }) => {
  const page = app.page();
  await goTo(page, 'Plans');
  await newPlan(page);
  await planField(page, 'URL').fill('http://127.0.0.1:8080/products');
  for (let added = 0; added < 2; added += 1) await outlineRow(page, /^Add a step$/).click();
  await page.getByRole('button', { name: 'Previous step' }).click();
  await expectAccessible(page, 'a step in the middle');
  await page.getByRole('combobox', { name: 'Method' }).click();
  await expectAccessible(page, 'the methods');
});
