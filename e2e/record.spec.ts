// A journey is recorded in a browser of this computer, reviewed, and becomes a plan.
import { expect, test as base } from './app.ts';
import { expectAccessible } from './axe.ts';
import { planField } from './pages/plan-page.ts';
import { recordedBrowser, type RecordedBrowser } from './recorded-browser.ts';

const test = base.extend<{ recorded: RecordedBrowser }>({
  recorded: [
    async ({}, use) => {
      await using browser = await recordedBrowser();
      process.env['ONRUSH_BROWSER'] = browser.path;
      process.env['ONRUSH_BROWSER_HEADLESS'] = '1';
      await use(browser);
      delete process.env['ONRUSH_BROWSER'];
      delete process.env['ONRUSH_BROWSER_HEADLESS'];
    },
    // The app reads it from the environment when it starts.
    { auto: true },
  ],
});

test('steps appear during clicks through the demo shop, and the review makes a plan of them', async ({ recorded, app }) => {
  const page = app.page();
  await page.getByRole('link', { name: 'Record' }).click();
  await expect(page.getByRole('heading', { name: 'Record a journey in a browser' })).toBeVisible();
  await page.getByRole('button', { name: 'Record the demo’s shop' }).click();

  const steps = page.getByRole('region', { name: 'Recorded steps' });
  await expect(steps).toContainText('Open /shop/');
  const shop = await recorded.page('Demo shop');
  await shop.getByLabel('Email').fill('ada@example.com');
  await shop.getByLabel('Password').fill('open-sesame');
  await shop.getByRole('button', { name: 'Log in' }).click();
  await shop.getByRole('button', { name: 'Find' }).click();
  await shop.getByRole('button', { name: 'Add to cart' }).first().click();
  await expect(steps).toContainText('Press Add to cart');
  await expect(steps).toContainText('POST/shop/carts201');
  await expectAccessible(page, 'a recording');
  await page.getByRole('button', { name: 'Stop and review' }).click();

  await expect(page.getByRole('region', { name: 'Requests' })).toContainText('Press Log in');
  await expect(page.getByRole('region', { name: 'Carried over', exact: true })).toContainText('PASSWORD');
  const values = page.getByRole('region', { name: 'Values that change' });
  await values.getByRole('button', { name: /^Replay twice/ }).click();
  await expect(values).toContainText('Dynamic, proved');
  await page.getByRole('checkbox', { name: 'Store the recorded value of PASSWORD on this computer' }).check();
  await page.getByRole('button', { name: /^Make a plan of/ }).click();
  await expect(planField(page, 'Plan name')).toHaveValue('Demo shop');
});
