// A plan is written once and is still there the next day.
import { expect, test } from './app.ts';
import { chooseModel, chosenModel, newPlan, openPlan, planField, savePlan } from './pages/plan-page.ts';
import { goTo } from './pages/rail.ts';
import { expectState } from './pages/run-page.ts';
import { pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

test('a saved plan of the open model survives a restart and runs', async ({ app }) => {
  await using target = await startTarget({ delayMs: 5 });
  await goTo(app.page(), 'Plans');
  await newPlan(app.page());
  await planField(app.page(), 'Plan name').fill('Steady arrivals');
  await planField(app.page(), 'Method').fill('POST');
  await planField(app.page(), 'URL').fill(target.url);
  await chooseModel(app.page(), 'Open');
  await planField(app.page(), 'Duration').fill('2s');
  await planField(app.page(), 'Arrival rate').fill('50');
  await planField(app.page(), 'Max virtual users').fill('20');
  await savePlan(app.page());

  await app.restart();
  await goTo(app.page(), 'Plans');
  await openPlan(app.page(), 'Steady arrivals');
  await expect(planField(app.page(), 'Method')).toHaveValue('POST');
  await expect(planField(app.page(), 'URL')).toHaveValue(target.url);
  await expect(chosenModel(app.page())).toHaveAccessibleName('Open model');
  await expect(planField(app.page(), 'Duration')).toHaveValue('2s');
  await expect(planField(app.page(), 'Arrival rate')).toHaveValue('50');
  await expect(planField(app.page(), 'Max virtual users')).toHaveValue('20');

  await pressRun(app.page());
  await expectState(app.page(), 'Completed');
  expect(target.received()).toBe(100);
});

test('a plan of the closed model holds its virtual users for its duration', async ({ app }) => {
  await using target = await startTarget({ delayMs: 100 });
  await goTo(app.page(), 'Plans');
  await newPlan(app.page());
  await planField(app.page(), 'URL').fill(target.url);
  await chooseModel(app.page(), 'Closed');
  await planField(app.page(), 'Duration').fill('2s');
  await planField(app.page(), 'Virtual users').fill('4');
  await pressRun(app.page());
  await expectState(app.page(), 'Completed');
  // Four users, 100 ms per request, 2 s: at most 80 and one more each; how many fewer depends on this computer.
  expect(target.received()).toBeLessThanOrEqual(84);
  expect(target.received()).toBeGreaterThanOrEqual(8);
});
