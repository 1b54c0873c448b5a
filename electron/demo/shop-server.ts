// A small shop for trying a journey: log in, search, cart, order. Two of a hundred orders are refused, always the same ones.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { parseJson, type JsonValue } from '../../shared/plan/journey/value.ts';
import { SHOP_PAGE } from './shop-page.ts';
import { shopperRows, shopPlanInput } from './shop-plan.ts';

export const SHOP_PATH = '/shop';

const PRODUCTS = [
  { sku: 'HX-2077', name: 'Desk lamp, steel', price: 39.9, stock: 12 },
  { sku: 'HX-2041', name: 'Desk lamp, oak', price: 54, stock: 2 },
  { sku: 'HX-3310', name: 'Floor lamp', price: 89.5, stock: 31 },
  { sku: 'CR-1020', name: 'Office chair', price: 219, stock: 8 },
  { sku: 'CR-1044', name: 'Office chair with footrest', price: 289, stock: 5 },
  { sku: 'BS-0500', name: 'Bookshelf, five boards', price: 129, stock: 40 },
  { sku: 'SD-7000', name: 'Standing desk', price: 449, stock: 14 },
  { sku: 'MA-0110', name: 'Monitor arm', price: 74.9, stock: 60 },
] as const;

const REFUSED_SHARE = 0.02;
/** Multiples of the golden ratio are spread evenly over 0..1, so the same requests are slow, and refused, each time. */
const GOLDEN = 0.618_033_988_749_895;
/** Old carts and orders are removed. */
const MOST_KEPT = 20_000;

interface Reply {
  readonly status: number;
  readonly body: JsonValue;
  readonly delayMs: number;
  readonly cookie?: string;
}

export class Shop {
  #requests = 0;
  #orders = 0;
  readonly #carts = new Map<string, JsonValue>();
  readonly #placed = new Map<string, string>();

  readonly handle: RequestListener = (request, response) => {
    void this.#respond(request, response).catch(() => response.destroy());
  };

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://shop');
    const path = url.pathname.slice(SHOP_PATH.length);
    const origin = `http://${request.headers.host ?? 'localhost'}`;
    if (path === '/' && request.method === 'GET') return void response.setHeader('content-type', 'text/html').end(SHOP_PAGE);
    if (path === '/shoppers.csv') return void response.setHeader('content-type', 'text/csv').end(shopperRows());
    const body = parseJson(await text(request))?.value ?? null;
    const {
      status,
      body: said,
      delayMs,
      cookie,
    } = path === '/plan.json'
      ? { status: 200, body: planFor(origin), delayMs: 0 }
      : this.#reply(`${request.method ?? ''} ${path}`, url, request, body);
    await wait(delayMs);
    if (cookie !== undefined) response.setHeader('set-cookie', cookie);
    response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(said)}\n`);
  }

  #reply(what: string, url: URL, { headers }: IncomingMessage, body: JsonValue): Reply {
    this.#requests += 1;
    const spread = -Math.log(((this.#requests * GOLDEN) % 1) + 0.002);
    if (what === 'POST /login') return logIn(body, this.#requests, 6 + 4 * spread);
    if (what === 'GET /products') return search(url.searchParams.get('q') ?? '', 10 + 8 * spread);
    if (!(headers.authorization ?? '').startsWith('Bearer demo-')) {
      return { status: 401, body: { error: 'unauthorized', message: 'Log in first.' }, delayMs: 2 };
    }
    if (what === 'POST /carts') return this.#fillCart(body, 4 + 3 * spread);
    // Every fortieth order waits for the bank.
    if (what === 'POST /orders') return this.#order(body, 20 + 12 * spread + (this.#orders % 40 === 39 ? 400 : 0));
    const order = /^GET \/orders\/(\w+)$/.exec(what)?.[1];
    const state = order === undefined ? undefined : this.#placed.get(order);
    if (order !== undefined && state !== undefined) return { status: 200, body: { id: order, state }, delayMs: 3 + 2 * spread };
    return { status: 404, body: { error: 'not_found', message: `There is no ${url.pathname}` }, delayMs: 1 };
  }

  #fillCart(body: JsonValue, delayMs: number): Reply {
    const id = `c${this.#requests.toString(36)}`;
    const items = [{ sku: memberOf(body, 'sku'), quantity: memberOf(body, 'quantity') }];
    keep(this.#carts, id, items);
    return { status: 201, body: { id, items }, delayMs };
  }

  #order(body: JsonValue, delayMs: number): Reply {
    this.#orders += 1;
    const cart = memberOf(body, 'cart');
    const items = typeof cart === 'string' ? this.#carts.get(cart) : undefined;
    if (items === undefined) return { status: 404, body: { error: 'no_cart', message: 'There is no such cart.' }, delayMs };
    if ((this.#orders * GOLDEN) % 1 < REFUSED_SHARE) {
      return { status: 409, body: { error: 'out_of_stock', message: 'only 2 of HX-2041 left' }, delayMs };
    }
    const id = `o${this.#orders.toString(36)}`;
    keep(this.#placed, id, 'paid');
    return { status: 201, body: { order: { id, items } }, delayMs };
  }
}

function planFor(origin: string): JsonValue {
  return JSON.parse(JSON.stringify(shopPlanInput(origin + SHOP_PATH, 'shoppers.csv')));
}

/** Each login gets a new token. */
function logIn(body: JsonValue, number: number, delayMs: number): Reply {
  const user = memberOf(body, 'user');
  if (typeof user !== 'string' || memberOf(body, 'password') !== 'open-sesame') {
    return { status: 401, body: { error: 'wrong_password', message: 'User or password is wrong.' }, delayMs };
  }
  const token = `demo-${Buffer.from(user).toString('hex')}-${number.toString(36)}`;
  const cookie = `session=${token}; Path=${SHOP_PATH}; HttpOnly`;
  return { status: 200, body: { token, user: { name: user.split('@')[0] ?? user, orders: 3 } }, delayMs, cookie };
}

function search(query: string, delayMs: number): Reply {
  const words = query.toLowerCase().split(' ');
  const hits = PRODUCTS.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  return { status: 200, body: { query, total: hits.length, hits: hits.map((hit) => ({ ...hit })) }, delayMs };
}

function memberOf(body: JsonValue, name: string): JsonValue {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body[name] ?? null) : null;
}

function keep<T>(map: Map<string, T>, id: string, value: T): void {
  map.set(id, value);
  if (map.size > MOST_KEPT) for (const oldest of [...map.keys()].slice(0, MOST_KEPT / 2)) map.delete(oldest);
}
