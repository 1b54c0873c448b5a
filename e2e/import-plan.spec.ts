// Another program's file becomes a plan: it is reviewed, changed and saved, and until then no request is sent.
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { planField } from './pages/plan-page.ts';
import { expectState } from './pages/run-page.ts';
import { pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';
import { startLogin } from './login-target.ts';

function collection(url: string): string {
  const request = (name: string, method: string, path: string): unknown => ({
    name,
    request: { method, url: `{{base}}${path}` },
  });
  return JSON.stringify({
    info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    variable: [{ key: 'base', value: url.replace(/\/$/, '') }],
    item: [
      { name: 'Items', item: [request('List', 'GET', '/items'), request('Remove', 'DELETE', '/items/1')] },
      request('Account', 'GET', '/me'),
    ],
  });
}

/** As the file dialog gives it to the page; its bytes stay with the browser. */
async function choose(page: Page, name: string, text: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

test('a Postman collection and its environment are chosen, one request is left out, and the plan runs', async ({ app }) => {
  await using target = await startTarget();
  const page = app.page();
  await choose(page, 'shop.json', collection('http://127.0.0.1:9'));
  const environment = { name: 'local', values: [{ key: 'base', value: target.url.replace(/\/$/, ''), enabled: true }] };
  await page
    .getByLabel('Add a file of values')
    .setInputFiles({ name: 'local.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(environment)) });

  await expect(page.getByRole('region', { name: 'Not carried over' })).toContainText('Everything was carried over.');
  await expect(page.getByRole('checkbox', { name: 'DELETE Remove' })).not.toBeChecked();
  await page.getByRole('checkbox', { name: 'GET Account' }).uncheck();
  expect(target.received()).toBe(0);
  await page.getByRole('button', { name: 'Make a plan of 1 step' }).click();

  await expect(planField(page, 'Plan name')).toHaveValue('Shop');
  await pressRun(page);
  await expectState(page, 'Completed');
  expect(target.received()).toBe(10);
});

/** As a person drops it on the window. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([file = '', content = '']) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], file));
      for (const kind of ['dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, text],
  );
}

test('a recording that was dropped is replayed twice, and the plan logs in by itself and passes its checks', async ({ app }) => {
  await using target = await startLogin();
  const page = app.page();
  await drop(page, 'login.har', target.recording());

  const values = page.getByRole('region', { name: 'Values that change' });
  await expect(values.getByRole('row', { name: /token/ })).toContainText('Not proved yet');
  await values.getByRole('button', { name: 'Replay twice, 4 requests' }).click();
  await expect(values.getByRole('row', { name: /token/ })).toContainText('Dynamic, proved');
  await expect(page.getByRole('region', { name: 'Replay beside recording' })).toContainText('Every step went as recorded.');
  await page.getByRole('button', { name: 'Make a plan of 2 steps' }).click();

  await expect(planField(page, 'Plan name')).toHaveValue('127.0.0.1');
  await pressRun(page);
  await expectState(page, 'Completed');
  expect(target.refused()).toBe(0);
});

test('some operations of an OpenAPI document are chosen and run', async ({ app }) => {
  await using target = await startTarget();
  const page = app.page();
  const ok = { 200: { description: 'ok' } };
  await choose(
    page,
    'pets.json',
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Pets', version: '1' },
      servers: [{ url: target.url.replace(/\/$/, '') }],
      paths: { '/pets': { get: { operationId: 'listPets', responses: ok } }, '/owners': { get: { responses: ok } } },
    }),
  );
  await page.getByRole('checkbox', { name: /owners/ }).uncheck();
  await page.getByRole('button', { name: 'Make a plan of 1 step' }).click();
  await expect(planField(page, 'Plan name')).toHaveValue('Pets');
  await pressRun(page);
  await expectState(page, 'Completed');
  expect(target.paths()).toEqual(Array.from({ length: 10 }, () => '/pets'));
});
