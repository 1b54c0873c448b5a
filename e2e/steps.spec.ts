// A plan of several scenarios and steps: written in the editor, and sent as written.
import { expect, test } from './app.ts';
import { addStep, newPlan, openLoad, openTab, outlineRow, planField, savePlan } from './pages/plan-page.ts';
import { goTo } from './pages/rail.ts';
import { expectState } from './pages/run-page.ts';
import { pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

test('steps are added, named, moved, removed and restored, and each is sent', async ({ app }) => {
  await using target = await startTarget();
  const page = app.page();
  await goTo(page, 'Plans');
  await newPlan(page);
  await planField(page, 'URL').fill(`${target.url}login`);
  await outlineRow(page, 'Add a step').click();
  await expect(planField(page, 'URL')).toHaveValue(target.url);
  await planField(page, 'URL').fill(`${target.url}pay`);
  await planField(page, 'Step name').fill('pay');
  await page.getByRole('button', { name: 'Duplicate this step' }).click();
  await planField(page, 'URL').fill(`${target.url}list`);
  await planField(page, 'Step name').fill('list');
  await outlineRow(page, 'Step 3 GET list').press('Alt+ArrowUp');
  await expect(outlineRow(page, 'Step 2 GET list')).toBeFocused();
  await expect(outlineRow(page, 'Step 3 GET pay')).toBeVisible();

  await page.keyboard.press('Delete');
  await expect(outlineRow(page, 'Step 2 GET pay')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(outlineRow(page, 'Step 2 GET list')).toBeVisible();
  await outlineRow(page, 'Step 2 GET list').press('Delete');
  await expect(outlineRow(page, 'Step 2 GET pay')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(outlineRow(page, 'Step 2 GET list')).toBeVisible();
  // The shortcut undoes a move too, and nothing is restored twice.
  await page.keyboard.press('Control+z');
  await expect(outlineRow(page, 'Step 2 GET pay')).toBeVisible();
  await outlineRow(page, 'Step 3 GET list').press('Alt+ArrowUp');
  await expect(outlineRow(page, /^Step/)).toHaveCount(3);

  await outlineRow(page, 'Add a scenario').click();
  await planField(page, 'Scenario name').fill('browse');
  await planField(page, 'Weight').fill('3');
  await expect(page.getByText('75 % of the journeys are browse')).toBeVisible();
  await outlineRow(page, 'Step 1 GET /').last().click();
  await planField(page, 'URL').fill(`${target.url}home`);
  await openLoad(page);
  await planField(page, 'Iterations').fill('40');
  await savePlan(page);
  await page.reload();
  await expect(outlineRow(page, 'Step 3 GET pay')).toBeVisible();

  await pressRun(page);
  await expectState(page, 'Completed');
  const paths = target.paths();
  const count = (path: string): number => paths.filter((one) => one === path).length;
  // Which iteration buys is drawn by weight; each that buys sends all three steps.
  const bought = count('/login');
  expect([count('/list'), count('/pay'), count('/home')]).toEqual([bought, bought, 40 - bought]);
  expect(bought).toBeGreaterThan(0);
  expect(bought).toBeLessThan(40);
});

test('the authentication of a scenario applies to all of its steps except the one that has its own', async ({ app }) => {
  await using target = await startTarget();
  const page = app.page();
  await goTo(page, 'Plans');
  await newPlan(page);
  await planField(page, 'URL').fill(`${target.url}a`);
  await addStep(page, `${target.url}b`);
  await openTab(page, 'Auth');
  await page.getByRole('radiogroup', { name: 'All of “default”' }).getByText('Bearer').click();
  await planField(page, 'Shared token').fill('t0ken');
  await expect(planField(page, 'Shared token')).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show what is in Shared token' }).click();
  await expect(planField(page, 'Shared token')).toHaveAttribute('type', 'text');
  await page.getByRole('radiogroup', { name: 'This step' }).getByText('Basic').click();
  await planField(page, 'User').fill('ada');
  await planField(page, 'Password').fill('secret');
  await openLoad(page);
  await planField(page, 'Iterations').fill('1');
  await planField(page, 'Virtual users').fill('1');
  await pressRun(page);
  await expectState(page, 'Completed');
  expect(target.authorizations()).toEqual(['Bearer t0ken', `Basic ${btoa('ada:secret')}`]);
});
