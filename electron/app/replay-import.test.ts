// A recording is replayed against a real server: values that the server changes each time are confirmed, and values that stay the
// same are left as they are.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { imported } from '../../shared/plan/from/imported/test-import.ts';
import { USUAL_CHOICES } from '../../shared/plan/from/imported/imported-plan.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import { replayImport } from './replay-import.ts';
import { tryPlan } from './try-plan.ts';

const RELEASE = 'rel-2026-11-build-77';
const tokens = new Set<string>();
const carts = new Set<string>();
let origin = '';

/** Log in, make a cart with the token, read it with the release in the address. */
const server = createServer((request, response) => {
  const { status, body } = answer(request);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
});

function answer({ method, url = '', headers }: IncomingMessage): { status: number; body: unknown } {
  if (url === '/login') {
    const token = randomUUID().replaceAll('-', '');
    tokens.add(token);
    return { status: 200, body: { token, release: RELEASE } };
  }
  if (!tokens.has(headers.authorization?.replace('Bearer ', '') ?? '')) return { status: 401, body: {} };
  if (method === 'POST') {
    const id = `c_${randomUUID().slice(0, 8)}`;
    carts.add(id);
    return { status: 201, body: { id } };
  }
  return carts.has(/^\/carts\/([^?]+)/.exec(url)?.[1] ?? '') ? { status: 200, body: { items: [] } } : { status: 404, body: {} };
}

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});

afterAll(() => server.close());

function recording(): string {
  const entry = (method: string, url: string, authorization: string, status: number, body: unknown): unknown => ({
    startedDateTime: '2026-01-01T00:00:00Z',
    time: 1,
    request: {
      method,
      url: origin + url,
      headers: authorization === '' ? [] : [{ name: 'authorization', value: `Bearer ${authorization}` }],
    },
    response: { status, headers: [], content: { mimeType: 'application/json', text: JSON.stringify(body) } },
  });
  const token = 'aaaabbbbccccddddeeeeffff00001111';
  return JSON.stringify({
    log: {
      entries: [
        entry('POST', '/login', '', 200, { token, release: RELEASE }),
        entry('POST', '/carts', token, 201, { id: 'c_12ab34cd' }),
        entry('GET', `/carts/c_12ab34cd?v=${RELEASE}`, token, 200, { items: [], total: 0 }),
      ],
    },
  });
}

test('two replays distinguish values that change from others, and the journey runs as recorded', async () => {
  const file = imported(recording());
  const replayed = await replayImport(file, USUAL_CHOICES, (plan) =>
    tryPlan(plan, { hosts: { has: () => false, add: () => undefined }, confirmed: [] }),
  );
  expect(replayed.proved.map(({ found, verdict }) => [found.name, verdict])).toEqual([
    ['token', 'dynamic'],
    ['release', 'fixed'],
    ['cartId', 'dynamic'],
  ]);
  const steps = replayed.plan.scenarios[0]?.steps ?? [];
  expect(steps.map(({ extract = {} }) => Object.keys(extract))).toEqual([['token'], ['cartId'], []]);
  expect(steps[2]?.url).toBe(`${origin}/carts/{{cartId}}?v=${RELEASE}`);
  expect(replayed.differences).toEqual(['Step 3, GET /carts/{{cartId}}: $.total is missing in the response.']);
  const parsed = parsePlan(replayed.plan);
  const again = parsed.ok
    ? await tryPlan(parsed.value, { hosts: { has: () => false, add: () => undefined }, confirmed: [] })
    : null;
  expect(again?.passed).toBe(true);
});
