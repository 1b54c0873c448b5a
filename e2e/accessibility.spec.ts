// Every screen, dialog and drawer in both themes: axe finds nothing that WCAG 2.2 AA asks for.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { headline } from './pages/compare-page.ts';
import { expectDemoDone } from './pages/demo-page.ts';
import { chooseModel, newPlan, planField, savePlan } from './pages/plan-page.ts';
import { goTo } from './pages/rail.ts';
import { openRequest, requestRows } from './pages/requests-page.ts';
import { expectState, openExamples, pressStop } from './pages/run-page.ts';
import { fillFirstRun, pressRun, tryDemo } from './pages/start-page.ts';
import { startTarget } from './target.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Toasts float over every landmark; screen readers hear them by themselves. */
const TOASTS = ['region'];

// Each station is looked through twice.
test.describe.configure({ timeout: 120_000 });

test('the start, the settings, the help, the palette and the dialogs', async ({ app }) => {
  const page = app.page();
  await expectNothing(page, 'the first start');
  await pressRun(page);
  await expect(page.getByText('Write the URL to load')).toBeVisible();
  await expectNothing(page, 'a refused start');
  for (const place of ['Plans', 'Runs', 'Settings', 'Help'] as const) {
    await goTo(page, place);
    await expectNothing(page, `${place}, empty`);
  }
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectNothing(page, 'the list of shortcuts');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command, plan or run' }).fill('go');
  await expect(page.getByRole('option', { name: 'Go to Start', selected: true })).toBeVisible();
  await expectNothing(page, 'the palette');
  await page.keyboard.press('Escape');
  await goTo(page, 'Start');
  await fillFirstRun(page, { url: 'http://203.0.113.1/', vus: 1, iterations: 1 });
  await pressRun(page);
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNothing(page, 'the question before a public host');
});

test('the plan editor', async ({ app }) => {
  const page = app.page();
  await goTo(page, 'Plans');
  await newPlan(page);
  await planField(page, 'URL').fill('http://127.0.0.1:8080/products');
  await page.getByRole('button', { name: 'Add a threshold' }).click();
  await planField(page, 'Threshold 1').fill('p(95) < x');
  await page.getByRole('button', { name: 'Options of threshold 1' }).click();
  await page.getByRole('tab', { name: /^Steps/ }).click();
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('button', { name: 'Add a scenario' }).click();
  for (const tab of ['Headers', 'Body', 'Auth', 'TLS', 'Connection', 'Steps']) {
    await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    if (tab === 'Auth') {
      await page.getByText('Bearer', { exact: true }).last().click();
      await planField(page, 'Token').fill('t0ken');
    }
    await expectNothing(page, `the plan's ${tab}`);
  }
  for (const model of ['Closed', 'Open'] as const) {
    await chooseModel(page, model);
    await expectNothing(page, `the ${model} model`);
  }
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  await expectNothing(page, 'a faulty plan as JSON');
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  await planField(page, 'Threshold 1').fill('p(95) < 100');
  await savePlan(page);
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  await expectNothing(page, 'the plan as JSON');
  await page.setViewportSize({ width: 1024, height: 640 });
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  await expectNothing(page, 'the plan in a small window');
  await page.getByRole('button', { name: 'Choose a plan' }).click();
  await expectNothing(page, 'the picker of plans');
});

test('a run while it goes on and after, and the history', async ({ app }) => {
  await using target = await startTarget({ delayMs: 20, failEvery: 9 });
  const page = app.page();
  await fillFirstRun(page, { url: target.url, vus: 4, iterations: 100_000 });
  await pressRun(page);
  await expect(page.getByRole('button', { name: /Server error/ })).toBeVisible();
  await expectNothing(page, 'a run');
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  await expectNothing(page, 'a paused run');
  await page.setViewportSize({ width: 1024, height: 640 });
  await expectNothing(page, 'a run in a small window');
  await page.keyboard.press('d');
  await expectNothing(page, 'a run with its drawer');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('p');
  await pressStop(page);
  await expectState(page, 'Stopped');
  await expectNothing(page, 'a finished run');
  for (const tab of ['Requests', 'Distribution', 'Failures', 'Phases', 'Steps', 'Generator', 'Plan']) {
    const title = page.getByRole('tab', { name: new RegExp(`^${tab}`) });
    // Beside the charts where there is room.
    if (!(await title.isVisible())) continue;
    await title.click();
    await expectNothing(page, `the ${tab} of a finished run`);
  }
  await page.getByRole('tab', { name: 'Requests' }).click();
  await page.getByRole('button', { name: /^Server error/ }).click();
  await requestRows(page).first().click();
  await expect(openRequest(page)).toContainText('Internal Server Error');
  await expectNothing(page, 'an open request');
  await page.keyboard.press('Escape');
  await openExamples(page, 'Server error');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNothing(page, 'the examples of a failure');
  await page.keyboard.press('Escape');
  await goTo(page, 'Runs');
  await expectNothing(page, 'the history');
  await page.getByRole('button', { name: /^Delete / }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await expectNothing(page, 'the way back after a deletion');
});

test('the demo', async ({ app }) => {
  const page = app.page();
  await tryDemo(page);
  await expectNothing(page, 'the demo');
  await expectDemoDone(page);
  await expectNothing(page, 'the demo, done');
  await page.getByRole('link', { name: 'Compare them' }).click();
  await expect(headline(page)).toBeVisible();
  await expectNothing(page, 'the comparison of its two runs');
  await goTo(page, 'Start');
  await expectNothing(page, 'the start with runs');
});

/** Without fades: a colour half-way is no colour of ours. */
async function expectNothing(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))));
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(TAGS).disableRules(TOASTS).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
    );
    expect.soft(found, `${where}, ${colorScheme}`).toEqual([]);
  }
}
