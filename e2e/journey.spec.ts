// A journey as a newcomer meets it: the demo's shop is tried once, a value is pressed, the plan is run, and the funnel is read.
import { expect, test } from './app.ts';
import { expectAccessible } from './axe.ts';
import { expectState, pressStop } from './pages/run-page.ts';

test('the shop of the demo is tried, a value of a response is taken, and its run shows the funnel', async ({ app }) => {
  const page = app.page();
  await page.getByRole('button', { name: 'journey through a shop' }).click();
  await expect(page.getByText('All 5 steps responded')).toBeVisible();
  await expectAccessible(page, 'a try');

  // By the keyboard alone: to the second step, into its body, down to a value, and take it.
  const steps = page.getByRole('navigation', { name: 'Steps of the try' });
  await steps.getByRole('button', { name: 'Log in' }).press('ArrowDown');
  await expect(page.getByRole('heading', { name: 'Search', exact: true })).toBeVisible();
  const tree = page.getByRole('tree', { name: 'Body' });
  await tree.getByRole('treeitem').first().press('ArrowDown');
  await tree.locator('[data-path="$.query"]').press('ArrowDown');
  await tree.locator('[data-path="$.total"]').press('Enter');
  await page.getByRole('menuitem', { name: 'Extract as variable' }).press('e');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('found');
  await page.getByRole('textbox', { name: 'Name', exact: true }).press('Enter');
  await expect(tree.locator('[data-path="$.total"]')).toContainText('→ found');
  await page.keyboard.press('Control+Shift+Enter');
  await expect(page.getByRole('complementary', { name: 'Checks, values and cookies' })).not.toContainText('not tried yet');
  await steps.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByRole('complementary', { name: 'Checks, values and cookies' }).getByText('found')).toBeVisible();

  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('complementary').getByText('Check failed').first()).toBeVisible();
  await pressStop(page);
  await expectState(page, 'Stopped');
  await expect(page.getByText(/^[\d,]+ journeys started, [\d,]+ completed/)).toBeVisible();
  const causes = page.getByRole('region', { name: 'Why requests failed' });
  await expect(causes.getByRole('button', { name: /Search.*\$\.hits count > 0/ })).toBeVisible();
  await page.getByRole('button', { name: 'Place order', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Place order/, pressed: true })).toBeVisible();
  await expectAccessible(page, 'journeys of a finished run');
});
