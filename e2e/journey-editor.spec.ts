// A journey written from an empty window: variables, data, a login once a user, values taken and checked, pauses, load. What is
// written is what the plan's file says.
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { newPlan, openLoad, openTab, outlineRow, planField, toggleJson } from './pages/plan-page.ts';
import { goTo } from './pages/rail.ts';

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await planField(page, label).fill(text);
}

async function writeSources(page: Page): Promise<void> {
  await outlineRow(page, /^Variables/).click();
  await fill(page, { 'Variable 1 name': 'base', 'Variable 1 value': 'http://127.0.0.1:9' });
  await page.getByRole('button', { name: 'Add an environment' }).click();
  await fill(page, { 'Variable 1 in staging': 'https://staging.example' });
  await page.getByRole('button', { name: 'Add a secret' }).click();
  await fill(page, { 'Secret 1 name': 'API_KEY' });
  await page.getByRole('button', { name: 'Add a file' }).click();
  await fill(page, { 'Path of data file 1': 'users.csv' });
  await expect(planField(page, 'Name of data file 1')).toHaveValue('users');
}

async function writeLogin(page: Page): Promise<void> {
  await fill(page, { 'Step name': 'log in', Method: 'POST', URL: '{{base}}/login' });
  await openTab(page, 'Body');
  await page.getByRole('radiogroup', { name: 'Kind of body' }).getByText('JSON').click();
  await fill(page, { Body: '{ "user": "{{users.email}}" }' });
  await page.getByRole('button', { name: 'Take a value' }).click();
  await fill(page, { 'Name of value 1': 'token', 'Place of value 1': '$.token' });
  await page.getByRole('button', { name: 'Add a check' }).click();
  await fill(page, { 'Value of check 1': '200' });
  await page.getByRole('button', { name: 'When this step is sent' }).click();
  await page.getByRole('menuitem', { name: /once a user/ }).click();
}

async function writeCart(page: Page): Promise<void> {
  await outlineRow(page, /^Step 1/).click();
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
    .getByRole('radiogroup', { name: 'This step' })
    .or(page.getByRole('radiogroup', { name: 'Authentication' }))
    .getByText('Bearer')
    .click();
  await fill(page, { Token: '{{tokn}}' });
  await planField(page, 'Token').blur();
  await page.getByRole('button', { name: 'Use “token”' }).click();
  await expect(planField(page, 'Token')).toHaveValue('{{token}}');
  await openTab(page, 'Body');
  await page.getByRole('radiogroup', { name: 'Kind of body' }).getByText('JSON').click();
  await fill(page, { Body: '{ "n": {{$randomInt[1,3]}} }' });
  await page.getByRole('button', { name: 'Take a value' }).click();
  await fill(page, { 'Name of value 1': 'csrf', 'Place of value 1': 'input[name=csrf]' });
  await planField(page, 'Kind of value 1').selectOption('CSS');
  await fill(page, { 'Attribute of value 1': 'value' });
  await page.getByRole('button', { name: 'Add a check' }).click();
  await fill(page, { 'Value of check 1': '2xx' });
  await page.getByRole('button', { name: 'Add a check' }).click();
  await planField(page, 'Relation of check 2').selectOption('count is');
  await fill(page, { 'Place of check 2': '$.items', 'Value of check 2': '> 0' });
  await page.getByRole('radiogroup', { name: 'Then wait' }).getByText('Between').click();
}

test('a journey is written with mouse and keyboard', async ({ app }) => {
  const page = app.page();
  await goTo(page, 'Plans');
  await newPlan(page);
  await planField(page, 'Plan name').fill('Shop');
  await outlineRow(page, 'Add a step').click();
  await outlineRow(page, /^Step 1/).click();
  await writeLogin(page);
  await writeSources(page);
  await writeCart(page);
  await outlineRow(page, 'Add a step before the run').click();
  await fill(page, { URL: '{{base}}/reset' });
  await openLoad(page);
  await fill(page, { Iterations: '3', 'Virtual users': '1' });
  await toggleJson(page);
  const text = await page.getByRole('textbox', { name: 'Plan as JSON' }).inputValue();
  expect(JSON.parse(text)).toMatchObject({
    name: 'Shop',
    variables: { base: 'http://127.0.0.1:9' },
    environments: { staging: { base: 'https://staging.example' } },
    secrets: ['API_KEY'],
    data: [{ name: 'users', file: 'users.csv' }],
    before: [{ url: '{{base}}/reset' }],
    scenarios: [
      {
        perVu: [
          {
            name: 'log in',
            method: 'POST',
            body: { json: { user: '{{users.email}}' } },
            extract: { token: { json: '$.token' } },
            checks: [{ status: 200 }],
          },
        ],
        steps: [
          {
            name: 'cart',
            url: '{{base}}/carts/{{$guid}}',
            auth: { type: 'bearer', token: '{{token}}' },
            body: { json: { n: '{{$randomInt[1,3]}}' } },
            extract: { csrf: { css: 'input[name=csrf]', attr: 'value' } },
            checks: [{ status: '2xx' }, { json: '$.items', count: '> 0' }],
            think: ['1s', '3s'],
          },
        ],
      },
    ],
    load: { iterations: 3, vus: 1 },
  });
});
