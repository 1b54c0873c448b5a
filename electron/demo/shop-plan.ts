// The journey through the demo's shop, as a plan, and the shoppers who make it. Pure.
import { UserError } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import { DEMO_SHOP_NAME } from '../../shared/run.ts';

const SHOPPERS = 40;
const QUERIES = ['desk lamp', 'office chair', 'bookshelf', 'standing desk', 'floor lamp', 'monitor arm', 'footrest'];
/** No product of the shop has this name: a shopper who searches for it stops there. */
const NOTHING_FOUND = 'sofa bed';
/** One of this many searches finds nothing. */
const FINDS_NOTHING_EVERY = 20;

/** Returns the rows as CSV. */
export function shopperRows(): string {
  const rows = Array.from({ length: SHOPPERS }, (_, at) => {
    const query = at % FINDS_NOTHING_EVERY === 6 ? NOTHING_FOUND : QUERIES[at % QUERIES.length];
    return `shopper${String(at + 1).padStart(2, '0')}@example.com,open-sesame,${query}`;
  });
  return `email,password,query\n${rows.join('\n')}\n`;
}

/** `base`: the address of the shop; `shoppers`: the path of the file with the rows. */
export function shopPlanInput(base: string, shoppers: string): object {
  return {
    version: 2,
    name: DEMO_SHOP_NAME,
    variables: { base },
    data: [{ name: 'shoppers', file: shoppers, pick: 'each', onEnd: 'repeat' }],
    scenarios: [
      {
        name: 'buy',
        steps: shopSteps(),
      },
    ],
    load: { model: 'open', arrivals: 'poisson', stages: [{ duration: '20s', target: 20 }], startTarget: 20, maxVus: 100 },
    thresholds: ['checks > 95%', 'p(95) < 500ms'],
  };
}

function shopSteps(): readonly object[] {
  const auth = { type: 'bearer', token: '{{token}}' };
  return [
    {
      name: 'Log in',
      method: 'POST',
      url: '{{base}}/login',
      body: { json: { user: '{{shoppers.email}}', password: '{{shoppers.password}}' } },
      extract: { token: { json: '$.token' } },
      checks: [{ status: 200 }],
      think: ['50ms', '150ms'],
    },
    {
      name: 'Search',
      url: '{{base}}/products?q={{shoppers.query}}',
      // If nothing was found, the check reports it.
      extract: { sku: { json: '$.hits[*].sku', pick: 'random', default: '' } },
      checks: [{ status: 200 }, { json: '$.hits', count: '> 0' }],
      think: ['50ms', '150ms'],
    },
    {
      name: 'Add to cart',
      method: 'POST',
      url: '{{base}}/carts',
      auth,
      body: { json: { sku: '{{sku}}', quantity: '{{$randomInt[1,3]}}' } },
      extract: { cartId: { json: '$.id' } },
      checks: [{ status: 201 }, { json: '$.items', count: '> 0' }],
    },
    {
      name: 'Place order',
      method: 'POST',
      url: '{{base}}/orders',
      auth,
      body: { json: { cart: '{{cartId}}', pay: 'invoice' } },
      extract: { orderId: { json: '$.order.id' } },
      checks: [{ status: 201 }, { json: '$.order.id', exists: true }],
    },
    {
      name: 'Order status',
      url: '{{base}}/orders/{{orderId}}',
      auth,
      checks: [{ status: 200 }, { json: '$.state', is: 'paid' }],
    },
  ];
}

/** @throws UserError plan_invalid */
export function shopPlan(base: string, shoppers: string): Plan {
  const parsed = parsePlan(shopPlanInput(base, shoppers));
  if (!parsed.ok) throw UserError.from(parsed.failure);
  return parsed.value;
}
