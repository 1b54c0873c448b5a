// A plan of 200 steps in the editor: each of them can be opened with one press.
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { newPlan, outlineRow, planField, toggleJson } from './pages/plan-page.ts';
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
  await toggleJson(page);
  await page.getByRole('textbox', { name: 'Plan as JSON' }).fill(bigPlan());
  await page.getByRole('button', { name: 'Apply' }).click();
  await toggleJson(page);
  await expect(outlineRow(page, /^Step \d/)).toHaveCount(STEPS);
}

test('the outline shows which step is edited, and the arrow keys go from step to step', async ({ app }) => {
  const page = app.page();
  await openBigPlan(page);
  const edited = page.getByRole('treeitem', { selected: true });
  await expect(edited).toHaveAccessibleName('Step 1 GET step 1');
  await edited.focus();
  await page.keyboard.press('ArrowDown');
  await expect(outlineRow(page, 'Step 2 GET step 2')).toBeFocused();
  await expect(edited).toHaveAccessibleName('Step 2 GET step 2');
  await expect(planField(page, 'URL')).toHaveValue(/products\/2\?/);
  await outlineRow(page, 'Step 200 GET step 200').click();
  await expect(edited).toBeInViewport();
  await planField(page, 'Step name').fill('a name that is far too long to stand in the list whole');
  const name = edited.getByText('a name that is far too long');
  expect(await name.evaluate((shown) => shown.scrollWidth > shown.clientWidth && getComputedStyle(shown).textOverflow)).toBe(
    'ellipsis',
  );
});
