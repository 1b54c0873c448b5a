// A plan of several scenarios and steps: written in the editor, sent as written.
import { expect, test } from './app.ts';
import { newPlan, planField, savePlan } from './pages/plan-page.ts';
import { goTo } from './pages/rail.ts';
import { expectState } from './pages/run-page.ts';
import { pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

test('steps are added, named, moved, removed and put back, and each is sent', async ({ app }) => {
  await using target = await startTarget();
  await goTo(app.page(), 'Plans');
  await newPlan(app.page());
  const press = (name: string | RegExp): Promise<void> => app.page().getByRole('button', { name, exact: true }).click();

  await planField(app.page(), 'URL').fill(`${target.url}login`);
  await app
    .page()
    .getByRole('tab', { name: /^Steps/ })
    .click();
  await planField(app.page(), 'Name of scenario 1').fill('buy');
  await press('Add a step');
  await expect(planField(app.page(), 'URL')).toHaveValue(target.url);
  await planField(app.page(), 'URL').fill(`${target.url}pay`);
  await planField(app.page(), 'Name of step 2').fill('pay');
  await press('Duplicate step 2');
  await planField(app.page(), 'URL').fill(`${target.url}list`);
  await planField(app.page(), 'Name of step 3').fill('list');
  await press('Move step 3 up');
  await expect(planField(app.page(), 'Name of step 2')).toHaveValue('list');
  await press('Remove step 2');
  await expect(planField(app.page(), 'Name of step 2')).toHaveValue('pay');
  await press('Undo');
  await expect(planField(app.page(), 'Name of step 2')).toHaveValue('list');

  await press('Remove step 2');
  await expect(planField(app.page(), 'Name of step 2')).toHaveValue('pay');
  await app.page().keyboard.press('Control+z');
  await expect(planField(app.page(), 'Name of step 2')).toHaveValue('list');
  // What was brought back is not brought back twice.
  await app.page().keyboard.press('Control+z');
  await expect(planField(app.page(), 'Name of step 4')).toHaveCount(0);

  await press('Add a scenario');
  await planField(app.page(), 'Name of scenario 2').fill('browse');
  await planField(app.page(), 'URL').fill(`${target.url}home`);
  await planField(app.page(), 'Weight of scenario 1').fill('1');
  await planField(app.page(), 'Weight of scenario 2').fill('3');
  await expect(app.page().getByText('75.0 % of the iterations')).toBeVisible();
  await planField(app.page(), 'Iterations').fill('40');
  await savePlan(app.page());
  await app.page().reload();
  await app
    .page()
    .getByRole('tab', { name: /^Steps/ })
    .click();
  await expect(planField(app.page(), 'Name of step 3')).toHaveValue('pay');

  await pressRun(app.page());
  await expectState(app.page(), 'Completed');
  const paths = target.paths();
  const count = (path: string): number => paths.filter((one) => one === path).length;
  // Which iteration buys is drawn by weight; each that buys sends all three steps.
  const bought = count('/login');
  expect([count('/list'), count('/pay'), count('/home')]).toEqual([bought, bought, 40 - bought]);
  expect(bought).toBeGreaterThan(0);
  expect(bought).toBeLessThan(40);
});

test('a scenario signs in for all of its steps but the one that does so itself', async ({ app }) => {
  await using target = await startTarget();
  await goTo(app.page(), 'Plans');
  await newPlan(app.page());
  await planField(app.page(), 'URL').fill(`${target.url}a`);
  await app
    .page()
    .getByRole('tab', { name: /^Steps/ })
    .click();
  await app.page().getByRole('button', { name: 'Add a step' }).click();
  await planField(app.page(), 'URL').fill(`${target.url}b`);
  await app.page().getByRole('tab', { name: /^Auth/ }).click();
  await app.page().getByRole('radiogroup', { name: 'All of “default”' }).getByText('Bearer').click();
  await planField(app.page(), 'Shared token').fill('t0ken');
  await expect(planField(app.page(), 'Shared token')).toHaveAttribute('type', 'password');
  await app.page().getByRole('button', { name: 'Show what is in Shared token' }).click();
  await expect(planField(app.page(), 'Shared token')).toHaveAttribute('type', 'text');
  if (process.env['SHOTS'] !== undefined) await app.page().screenshot({ path: '/tmp/plan2/auth.png' });
  await app.page().getByRole('radiogroup', { name: 'This step' }).getByText('Basic').click();
  await planField(app.page(), 'User').fill('ada');
  await planField(app.page(), 'Password').fill('secret');
  await planField(app.page(), 'Iterations').fill('1');
  await planField(app.page(), 'Virtual users').fill('1');
  await pressRun(app.page());
  await expectState(app.page(), 'Completed');
  expect(target.authorizations()).toEqual(['Bearer t0ken', `Basic ${btoa('ada:secret')}`]);
});
