// A journey from an empty window to its funnel, with mouse and keyboard only: written, tried, two values extracted with a press,
// and run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { expectAccessible } from './axe.ts';
import { startJourneyTarget } from './journey-target.ts';
import { newPlan, openLoad, openTab, outlineRow, planField, toggleJson } from './pages/plan-page.ts';
import { goTo } from './pages/rail.ts';
import { expectState } from './pages/run-page.ts';

const KEY = 'a-key-that-nobody-sees';

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await planField(page, label).fill(text);
}

async function writeSources(page: Page, base: string, users: string): Promise<void> {
  await outlineRow(page, /^Variables/).click();
  await fill(page, { 'Variable 1 name': 'base', 'Variable 1 value': base });
  await page.getByRole('button', { name: 'Add an environment' }).click();
  await fill(page, { 'Variable 1 in staging': 'https://staging.example' });
  await page.getByRole('button', { name: 'Add a secret' }).click();
  await fill(page, { 'Secret 1 name': 'API_KEY' });
  await page.getByRole('button', { name: 'Add a file' }).click();
  await fill(page, { 'Path of data file 1': users });
  await expect(planField(page, 'Name of data file 1')).toHaveValue('users');
}

async function chooseBody(page: Page, text: string): Promise<void> {
  await openTab(page, 'Body');
  await page.getByRole('radiogroup', { name: 'Kind of body' }).getByText('JSON').click();
  await fill(page, { Body: text });
}

async function writeLogin(page: Page): Promise<void> {
  await fill(page, { 'Step name': 'log in', Method: 'POST', URL: '{{base}}/login' });
  await chooseBody(page, '{ "user": "{{users.email}}" }');
  await page.getByRole('button', { name: 'Take a value' }).click();
  await fill(page, { 'Name of value 1': 'token', 'Place of value 1': '$.token' });
  await page.getByRole('button', { name: 'Add a check' }).click();
  await fill(page, { 'Value of check 1': '200' });
  await page.getByRole('button', { name: 'When this step is sent' }).click();
  await page.getByRole('menuitem', { name: /once a user/ }).click();
}

async function writeCart(page: Page): Promise<void> {
  await outlineRow(page, /^Step 2/).click();
  await fill(page, { 'Step name': 'cart', Method: 'POST' });
  // The name is chosen from the list at the caret.
  await planField(page, 'URL').fill('');
  await planField(page, 'URL').pressSequentially('{{bas');
  await expect(page.getByRole('option', { name: /^base/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(planField(page, 'URL')).toHaveValue('{{base}}');
  await planField(page, 'URL').fill('{{base}}/carts/{{$guid}}');
  await openTab(page, 'Auth');
  await page
    .getByRole('radiogroup', { name: /^This step$|^Authentication$/ })
    .getByText('Bearer')
    .click();
  await fill(page, { Token: '{{tokn}}' });
  await planField(page, 'Token').blur();
  await page.getByRole('button', { name: 'Use “token”' }).click();
  await expect(planField(page, 'Token')).toHaveValue('{{token}}');
  await chooseBody(page, '{ "n": {{$randomInt[1,3]}} }');
  await page.getByRole('button', { name: 'Add a check' }).click();
  await fill(page, { 'Value of check 1': '2xx' });
  await page.getByRole('button', { name: 'Add a check' }).click();
  await planField(page, 'Relation of check 2').selectOption('count is');
  await fill(page, { 'Place of check 2': '$.items', 'Value of check 2': '> 0' });
  await page.getByRole('radiogroup', { name: 'Then wait' }).getByText('Between').click();
  await fill(page, { 'Shortest pause': '1ms', 'Longest pause': '2ms' });
}

async function writeBefore(page: Page): Promise<void> {
  await outlineRow(page, 'Add a step before the run').click();
  await fill(page, { Method: 'POST', URL: '{{base}}/reset' });
  await openTab(page, 'Headers');
  await fill(page, { 'Header 1 name': 'x-key', 'Header 1 value': '{{API_KEY}}' });
}

/** The path of the file in which the plan is saved. */
async function expectWritten(page: Page): Promise<void> {
  await toggleJson(page);
  const text = await page.getByRole('textbox', { name: 'Plan as JSON' }).inputValue();
  expect(text).not.toContain(KEY);
  expect(JSON.parse(text)).toMatchObject({
    environments: { staging: { base: 'https://staging.example' } },
    secrets: ['API_KEY'],
    data: [{ name: 'users' }],
    before: [{ method: 'POST', url: '{{base}}/reset', headers: { 'x-key': '{{API_KEY}}' } }],
    scenarios: [
      {
        perVu: [
          {
            name: 'log in',
            body: { json: { user: '{{users.email}}' } },
            extract: { token: { json: '$.token' } },
            checks: [{ status: 200 }],
          },
        ],
        steps: [
          { name: 'form', extract: { csrf: { css: 'input[name=csrf]', attr: 'value' } } },
          {
            name: 'cart',
            url: '{{base}}/carts/{{$guid}}',
            auth: { type: 'bearer', token: '{{token}}' },
            body: { json: { n: '{{$randomInt[1,3]}}' } },
            extract: { cartId: { json: '$.id' } },
            checks: [{ status: '2xx' }, { json: '$.items', count: '> 0' }],
            think: ['1ms', '2ms'],
          },
          { name: 'order', url: '{{base}}/orders/{{cartId}}', headers: { 'x-csrf': '{{csrf}}' } },
        ],
      },
    ],
    load: { iterations: 3, vus: 1 },
  });
  await toggleJson(page);
}

/** A field of a page and a member of a JSON body, with the keyboard alone. */
async function takeTwoValues(page: Page): Promise<void> {
  const steps = page.getByRole('navigation', { name: 'Steps of the try' });
  await steps.getByRole('button', { name: 'form' }).click();
  await expect(page.frameLocator('iframe').getByRole('heading', { name: 'Your cart' })).toBeVisible();
  await page.getByRole('radiogroup', { name: 'How the body is shown' }).getByText('Elements').click();
  await page
    .getByRole('list', { name: 'Elements of the page' })
    .getByRole('button', { name: /input.*csrf/ })
    .press('Enter');
  await page.getByRole('menuitem', { name: 'Extract as variable' }).press('e');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('csrf');
  await page.keyboard.press('Enter');
  await steps.getByRole('button', { name: 'form' }).press('ArrowDown');
  const tree = page.getByRole('tree', { name: 'Body' });
  await tree.getByRole('treeitem').first().press('ArrowDown');
  await tree.locator('[data-path="$.id"]').press('Enter');
  await page.getByRole('menuitem', { name: 'Extract as variable' }).press('e');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('cartId');
  await page.keyboard.press('Enter');
  await expect(tree.locator('[data-path="$.id"]')).toContainText('→ cartId');
}

test('a journey is written and tried, values are extracted by clicking, and the run shows its funnel', async ({ app }) => {
  await using target = await startJourneyTarget(KEY);
  const folder = mkdtempSync(join(tmpdir(), 'onrush-journey-'));
  const users = join(folder, 'users.csv');
  writeFileSync(users, 'email,query\na@example.com,lamp\nb@example.com,desk\n');
  const page = app.page();
  await goTo(page, 'Plans');
  await newPlan(page);
  await fill(page, { 'Plan name': 'Shop' });
  await outlineRow(page, 'Add a step').click();
  await outlineRow(page, 'Add a step').last().click();
  await outlineRow(page, /^Step 1/)
    .first()
    .click();
  await writeLogin(page);
  await writeSources(page, target.url, users);
  await outlineRow(page, /^Step 1/).click();
  await fill(page, { 'Step name': 'form', URL: '{{base}}/form' });
  await writeCart(page);
  await writeBefore(page);
  await openLoad(page);
  await fill(page, { Iterations: '3', 'Virtual users': '1' });
  await expectAccessible(page, 'a journey in the editor');

  await page.keyboard.press('Control+Shift+Enter');
  await expect(page.getByRole('dialog', { name: 'This plan needs a secret' })).toBeVisible();
  await fill(page, { API_KEY: KEY });
  await page.keyboard.press('Enter');
  await expect(page.getByText('All 4 steps responded')).toBeVisible();
  await takeTwoValues(page);
  await expectAccessible(page, 'a try of it');

  await page.getByRole('button', { name: 'Edit this step' }).click();
  await outlineRow(page, 'Add a step').last().click();
  await fill(page, { 'Step name': 'order', Method: 'POST', URL: '{{base}}/orders/{{cartId}}' });
  await openTab(page, 'Headers');
  await fill(page, { 'Header 1 name': 'x-csrf', 'Header 1 value': '{{csrf}}' });
  await openTab(page, 'Auth');
  await page.getByRole('radiogroup', { name: 'This step' }).getByText('Bearer').click();
  await fill(page, { Token: '{{token}}' });
  await expectWritten(page);

  await page.keyboard.press('Control+Enter');
  await expectState(page, 'Completed');
  await expect(page.getByText('3 journeys started, all completed')).toBeVisible();
  await expect(page.getByRole('row', { name: /log in.*once a user/ })).toBeVisible();
  await expectAccessible(page, 'journeys of a finished run');
  // What is hidden for the eye is inside the table, which scrolls by itself.
  await page.setViewportSize({ width: 1024, height: 640 });
  expect(await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight])).toEqual([
    1024, 640,
  ]);
  await page.getByRole('region', { name: 'Slowest journeys' }).getByRole('button').first().press('Enter');
  await expect(page.getByRole('tab', { name: 'Requests' })).toBeFocused();
  // One try and three journeys of one user.
  expect(target.served()).toMatchObject({ 'POST /reset': 2, 'POST /login': 2, 'POST /carts': 4, 'POST /orders/c42': 3 });
  expect(target.refused()).toBe(0);
  rmSync(folder, { recursive: true });
});

test('the demo shop is tried with one click', async ({ app }) => {
  const page = app.page();
  await page.getByRole('button', { name: 'journey through a shop' }).click();
  await expect(page.getByText('All 5 steps responded')).toBeVisible();
});
