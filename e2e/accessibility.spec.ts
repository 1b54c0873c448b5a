// Every screen, dialog and drawer in both themes: axe finds no violation of WCAG 2.2 AA. The demo's own spec checks the demo and
// the comparison at its end.
import { expect, test } from './app.ts';
import { expectAccessible } from './axe.ts';
import { changeLimits, chooseModel, newPlan, openTab, outlineRow, planField, toggleJson } from './pages/plan-page.ts';
import { goTo } from './pages/rail.ts';
import { openRequest, requestRows } from './pages/requests-page.ts';
import { expectState, openExamples, pressStop } from './pages/run-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

test('the start, the settings, the help, the palette and the dialogs are accessible', async ({ app }) => {
  const page = app.page();
  await expectAccessible(page, 'the first start');
  await pressRun(page);
  await expect(page.getByText('Write the URL to load')).toBeVisible();
  await expectAccessible(page, 'a refused start');
  for (const place of ['Plans', 'Runs', 'Settings', 'Help'] as const) {
    await goTo(page, place);
    await expectAccessible(page, `${place}, empty`);
  }
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(page, 'the list of shortcuts');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command, plan or run' }).fill('go');
  await expect(page.getByRole('option', { name: 'Go to Start', selected: true })).toBeVisible();
  await expectAccessible(page, 'the palette');
  await page.keyboard.press('Escape');
  await goTo(page, 'Start');
  await page.getByRole('link', { name: 'find the capacity' }).click();
  await expect(page.getByRole('button', { name: /^Start the search/ })).toBeVisible();
  await expectAccessible(page, 'the set-up of a search for the capacity');
  await goTo(page, 'Start');
  await fillFirstRun(page, { url: 'http://203.0.113.1/', vus: 1, iterations: 1 });
  await pressRun(page);
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'the question before a public host');
});

test('the plan editor is accessible', async ({ app }) => {
  const page = app.page();
  await goTo(page, 'Plans');
  await newPlan(page);
  await planField(page, 'URL').fill('http://127.0.0.1:8080/products');
  await page.getByRole('button', { name: 'Add a threshold' }).click();
  await planField(page, 'Threshold 1').fill('p(95) < x');
  await page.getByRole('button', { name: 'Options of threshold 1' }).click();
  await expectAccessible(page, 'a plan of one step');
  await chooseModel(page, 'Open');
  await expectAccessible(page, 'the open model');
  await changeLimits(page, 'Connection', () => expectAccessible(page, 'the connection'));
  await toggleJson(page);
  await expectAccessible(page, 'a faulty plan as JSON');
  await toggleJson(page);
  await page.setViewportSize({ width: 1024, height: 640 });
  await expectAccessible(page, 'the plan in a small window');
  await page.getByRole('button', { name: 'Choose a plan' }).click();
  await expectAccessible(page, 'the picker of plans');
});

test('a journey in the plan editor is accessible', async ({ app }) => {
  const page = app.page();
  await goTo(page, 'Plans');
  await newPlan(page);
  await outlineRow(page, 'Add a step').click();
  await outlineRow(page, 'Add a scenario').click();
  await expectAccessible(page, 'a scenario');
  await outlineRow(page, /^Variables/).click();
  await planField(page, 'Variable 1 name').fill('base');
  await page.getByRole('button', { name: 'Add an environment' }).click();
  await page.getByRole('button', { name: 'Add a secret' }).click();
  await page.getByRole('button', { name: 'Add a file' }).click();
  await expectAccessible(page, 'where values come from');
  await outlineRow(page, /^Step 2/).click();
  await page.getByRole('button', { name: 'Take a value' }).click();
  await page.getByRole('button', { name: 'Add a check' }).click();
  await planField(page, 'URL').fill('{{base}}/products/{{nobody}}');
  await planField(page, 'URL').blur();
  await openTab(page, 'Body');
  await page.getByRole('radiogroup', { name: 'Kind of body' }).getByText('GraphQL').click();
  await expectAccessible(page, "the step's body");
  await openTab(page, 'Auth');
  await page.getByText('Bearer', { exact: true }).last().click();
  await expectAccessible(page, "the step's authentication");
});

test('a run is accessible while it goes on and after its end, and so is the history', async ({ app }) => {
  await using target = await startTarget({ delayMs: 20, failEvery: 9 });
  const page = app.page();
  await fillFirstRun(page, { url: target.url, vus: 4, iterations: 100_000 });
  await pressRun(page);
  await expect(page.getByRole('button', { name: /Server error/ })).toBeVisible();
  await expectAccessible(page, 'a run');
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  await expectAccessible(page, 'a paused run');
  await page.setViewportSize({ width: 1024, height: 640 });
  await expectAccessible(page, 'a run in a small window');
  await page.keyboard.press('d');
  await expectAccessible(page, 'a run with its drawer');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('p');
  await pressStop(page);
  await expectState(page, 'Stopped');
  await expectAccessible(page, 'a finished run');
  for (const tab of ['Requests', 'Distribution', 'Failures', 'Phases', 'Steps', 'Generator', 'Plan']) {
    const title = page.getByRole('tab', { name: new RegExp(`^${tab}`) });
    // They are next to the charts if the window is large enough.
    if (!(await title.isVisible())) continue;
    await title.click();
    await expectAccessible(page, `the ${tab} of a finished run`);
  }
  await page.getByRole('tab', { name: 'Requests' }).click();
  await page.getByRole('button', { name: /^Server error/ }).click();
  await expect(requestRows(page).first()).toContainText('500');
  await requestRows(page).first().click();
  await expect(openRequest(page)).toContainText('Internal Server Error');
  await expectAccessible(page, 'an open request');
  await page.keyboard.press('Escape');
  await openExamples(page, 'Server error');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'the examples of a failure');
  await page.keyboard.press('Escape');
  await goTo(page, 'Runs');
  await expectAccessible(page, 'the history');
  await page.getByRole('button', { name: /^Delete / }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await expectAccessible(page, 'the way back after a deletion');
});
