// Uses the real app as a person would and takes screenshots along the way, in both colour schemes.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { chooseModel, newPlan, planField, savePlan } from '../e2e/pages/plan-page.ts';
import { headline } from '../e2e/pages/compare-page.ts';
import { expectDemoDone } from '../e2e/pages/demo-page.ts';
import { goTo } from '../e2e/pages/rail.ts';
import { expectState } from '../e2e/pages/run-page.ts';
import { fillFirstRun, pressRun, tryDemo } from '../e2e/pages/start-page.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export async function takePictures(
  page: Page,
  { folder, sizes, target }: { folder: string; sizes: readonly Size[]; target: string },
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const take = (name: string) => takeEach(page, folder, sizes, name);
  await take('start-empty');
  await fillFirstRun(page, { url: target, vus: 10, iterations: 500 });
  await pressRun(page);
  await expectState(page, 'Completed');
  await writePlan(page, target);
  await take('plan');
  await pressRun(page);
  // Late enough that the stall is in the picture.
  await expect(page.getByRole('main').locator('header')).toContainText(/0:1[2-9].* of 0:20/, { timeout: 30_000 });
  await take('run-live');
  await expectState(page, 'Completed');
  await take('run-finished');
  await page.getByRole('tab', { name: 'Generator' }).click();
  await take('run-finished-generator');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command, plan or run' }).fill('run');
  await expect(page.getByRole('option', { selected: true })).toBeVisible();
  await take('palette');
  await page.keyboard.press('Escape');
  await goTo(page, 'Start');
  await tryDemo(page);
  await expectDemoDone(page);
  await take('demo');
  await page.getByRole('link', { name: 'Compare them' }).click();
  await expect(headline(page)).toBeVisible();
  await take('compare');
  await goTo(page, 'Start');
  await page.getByRole('button', { name: 'journey through a shop' }).click();
  await expect(page.getByText('All 5 steps responded')).toBeVisible();
  await take('journey-try');
  await pressRun(page);
  await expectState(page, 'Completed');
  await expect(page.getByText('Slowest journeys')).toBeVisible();
  await take('journey-finished');
  for (const place of ['Start', 'Runs', 'Settings', 'Help'] as const) {
    await goTo(page, place);
    await take(place.toLowerCase());
  }
}

async function writePlan(page: Page, url: string): Promise<void> {
  await goTo(page, 'Plans');
  await newPlan(page);
  await planField(page, 'Plan name').fill('Product list, steady 300/s');
  await planField(page, 'URL').fill(url);
  await chooseModel(page, 'Open');
  await planField(page, 'Duration').fill('20s');
  await planField(page, 'Arrival rate').fill('300');
  await planField(page, 'Max virtual users').fill('200');
  await page.getByRole('button', { name: 'Add a threshold' }).click();
  await planField(page, 'Threshold 1').fill('p(95) < 250');
  await savePlan(page);
}

async function takeEach(page: Page, folder: string, sizes: readonly Size[], name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // Two frames, because the charts draw on the one after the layout.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${size.width}x${size.height}.png`) });
    }
  }
}
