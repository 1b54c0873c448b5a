import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonValue } from '../../shared/plan/journey/value.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import { DemoShop } from './demo-shop.ts';

let folder: string;
let shop: DemoShop;
let base: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-shop-'));
  shop = new DemoShop(folder);
  base = String((await shop.plan()).variables?.['base']);
});

afterAll(async () => {
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
});

async function send(path: string, body?: object, token?: string): Promise<{ status: number; json: JsonValue }> {
  const headers = token === undefined ? new Headers() : new Headers({ authorization: `Bearer ${token}` });
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await fetch(base + path, init);
  return { status: response.status, json: (await response.json()) as JsonValue };
}

test('the plan of the shop can be run, with its file of shoppers', async () => {
  const { data } = await shop.plan();
  const file = data?.[0]?.file ?? '';
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(42);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  const served = await fetch(`${base}/plan.json`);
  expect(parsePlan(await served.json())).toMatchObject({ ok: true });
});

test('an order needs a log-in, a product and a cart; two of a hundred orders are refused', async () => {
  expect(await send('/login', { user: 'a@example.com', password: 'wrong' })).toMatchObject({ status: 401 });
  expect(await send('/carts', { sku: 'HX-2077' })).toMatchObject({ status: 401 });
  expect(await send('/products?q=sofa%20bed')).toMatchObject({ status: 200, json: { total: 0, hits: [] } });
  expect(await send('/products?q=desk%20lamp')).toMatchObject({ json: { total: 2 } });
  const { json } = await send('/login', { user: 'a@example.com', password: 'open-sesame' });
  const { token } = json as { token: string };
  const cart = await send('/carts', { sku: 'HX-2077', quantity: 2 }, token);
  const { id } = cart.json as { id: string };
  const orders = await Promise.all(Array.from({ length: 100 }, () => send('/orders', { cart: id }, token)));
  const refused = orders.filter(({ status }) => status === 409);
  expect(refused.map(({ json: said }) => said)).toEqual([
    { error: 'out_of_stock', message: 'only 2 of HX-2041 left' },
    { error: 'out_of_stock', message: 'only 2 of HX-2041 left' },
  ]);
  const placed = orders.find(({ status }) => status === 201)?.json as { order: { id: string } };
  expect(await send(`/orders/${placed.order.id}`, undefined, token)).toMatchObject({ status: 200, json: { state: 'paid' } });
});
