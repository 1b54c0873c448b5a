// A plan of 200 steps in the editor: each of them is one press away.
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { newPlan, planField } from './pages/plan-page.ts';
import { goTo } from './pages/rail.ts';

const STEPS = 200;

function bigPlan(): string {
  const steps = Array.from({ length: STEPS }, (_, index) => ({
    name: `step ${index + 1}`,
    method: 'GET',
    url: `http://127.0.0.1:9/products/${index + 1}?of=a-list-with-a-rather-long-address`,
  }));
  return JSON.stringify({
    version: 1,
    name: 'many',
    scenarios: [{ name: 'all', steps }],
    load: { model: 'iterations', iterations: 1, vus: 1 },
  });
}

async function openBigPlan(page: Page): Promise<void> {
  await goTo(page, 'Plans');
  await newPlan(page);
  await planField(page, 'URL').fill('http://127.0.0.1:9/');
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  await page.getByRole('textbox', { name: 'Plan as JSON' }).fill(bigPlan());
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  await page.getByRole('tab', { name: /^Steps/ }).click();
  await expect(planField(page, `Name of step ${STEPS}`)).toHaveCount(1);
}

test('the list at the left says which step is edited, and the arrow keys go from step to step', async ({ app }) => {
  await openBigPlan(app.page());
  const list = app.page().getByRole('navigation', { name: 'Steps of this plan' });
  const edited = list.locator('[aria-current="step"]');
  await expect(edited).toHaveText(/^1\D*step 1$/);
  await edited.focus();
  await app.page().keyboard.press('ArrowDown');
  await expect(list.locator('[data-step="2"]')).toBeFocused();
  await expect(edited).toHaveText(/^2\D*step 2$/);
  await expect(planField(app.page(), 'URL')).toHaveValue(/products\/2\?/);
  await app.page().keyboard.press('End');
  await expect(edited).toHaveText(/step 200$/);
  await expect(edited).toBeInViewport();
  await planField(app.page(), 'Name of step 200').fill('a name that is far too long to stand in the list whole');
  const name = edited.locator('span').last();
  expect(await name.evaluate((shown) => shown.scrollWidth > shown.clientWidth && getComputedStyle(shown).textOverflow)).toBe(
    'ellipsis',
  );
});
