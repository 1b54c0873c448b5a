// One plan that uses every part of the format, letter by letter: refused for what is missing, run for its minute in virtual time,
// renewed after 50 minutes, and tried once against a real server.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tryPlan } from '../app/try-plan.ts';
import { compilePlan } from '../engine/journey/compiled-plan.ts';
import { Luggage } from '../engine/journey/luggage.ts';
import { readCsv } from '../engine/journey/read-csv.ts';
import { simulate, type SimulatedRequest, type SimulatedResponse } from '../engine/tests/test-simulation.ts';
import { startHttpTarget } from '../engine/tests/test-target.ts';
import { parsePlanText, printPlan } from '../../shared/plan/plan-parse.ts';
import { hostnamesOf } from '../../shared/plan/journey/plan-hosts.ts';
import type { Plan, PlanInput } from '../../shared/plan/plan.ts';

const WHOLE = String.raw`
{ "version": 2, "name": "Shop",
  "variables": { "base": "http://127.0.0.1:8080" },
  "environments": { "staging": { "base": "https://staging.example" } },
  "secrets": ["API_KEY"],
  "data": [ { "name": "users", "file": "users.csv", "pick": "each", "onEnd": "repeat" } ],
  "before": [ { "url": "{{base}}/admin/reset", "method": "POST", "headers": { "x-key": "{{API_KEY}}" } } ],
  "scenarios": [ { "name": "buy", "weight": 3, "cookies": "iteration", "pacing": "10s",
    "perVu": [ { "name": "log in", "method": "POST", "url": "{{base}}/login",
      "body": { "json": { "user": "{{users.email}}", "password": "{{users.password}}" } },
      "extract": { "token": { "json": "$.token" } }, "checks": [ { "status": 200 } ] } ],
    "steps": [ { "name": "cart", "method": "POST", "url": "{{base}}/carts/{{$guid}}", "auth": { "type": "bearer", "token": "{{token}}" },
      "body": { "json": { "sku": "{{sku}}", "n": "{{$randomInt[1,3]}}" } },
      "extract": { "cartId": { "json": "$.id" }, "csrf": { "css": "input[name=csrf]", "attr": "value" } },
      "checks": [ { "status": "2xx" }, { "json": "$.items", "count": "> 0" }, { "header": "content-type", "contains": "json" }, { "body": "contains", "value": "ok" }, { "time": "< 500ms" } ],
      "onFail": "skip-rest", "think": ["1s", "3s"] } ] } ],
  "load": { "model": "open", "arrivals": "poisson", "stages": [ { "duration": "1m", "target": 50 } ], "maxVus": 200 },
  "thresholds": [ "checks > 99%", "p(95){step: \"cart\"} < 250ms" ] }`;
/** The name that no part of it makes. */
const COMPLETE = WHOLE.replace('"variables": {', '"variables": { "sku": "HX-1",');
const USERS = 'email,password\nada@x.test,one\nbob@x.test,two\neve@x.test,three\n';
const KEY = 'planted-key';

function read(text: string): Plan {
  const parsed = parsePlanText(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure));
  return parsed.value;
}

test('the plan is refused for the one missing name, at its place', () => {
  const parsed = parsePlanText(WHOLE);
  expect(parsed.ok ? [] : parsed.failure.problems).toEqual([
    { path: 'scenarios[0].steps[0].body.json.sku', message: expect.stringContaining('Nothing makes “sku”.') },
  ]);
});

test('the plan is read, printed and read again, in each environment', () => {
  const plan = read(COMPLETE);
  expect(read(JSON.stringify(printPlan(plan)))).toEqual(plan);
  expect(hostnamesOf(plan)).toEqual(['127.0.0.1']);
  const staging = parsePlanText(COMPLETE, 'staging');
  expect(staging.ok && hostnamesOf(staging.value)).toEqual(['staging.example']);
});

interface Order {
  readonly path: string;
  readonly authorization: string;
  readonly cookie: string;
  readonly body: string;
}

/** Its page is JSON with a form in it, because one step reads both. */
function shop() {
  const logIns: { readonly user: string; readonly at: number }[] = [];
  const orders: Order[] = [];
  const respond = ({
    path,
    headers,
    body,
    at,
  }: Pick<SimulatedRequest, 'path' | 'headers' | 'body' | 'at'>): SimulatedResponse => {
    const json = { 'content-type': 'application/json; charset=utf-8' };
    if (path === '/admin/reset') return { afterMs: 1, status: headers['x-key'] === KEY ? 204 : 403 };
    if (path === '/login') {
      const { user } = JSON.parse(body) as { user: string };
      logIns.push({ user, at });
      return { afterMs: 120, headers: json, body: { token: `tok-${user}` }, cookie: `sid=${logIns.length}; Path=/` };
    }
    orders.push({ path, authorization: headers['authorization'] ?? '', cookie: headers['cookie'] ?? '', body });
    const page = { id: `c${orders.length}`, items: [1], state: 'ok', form: '<form><input name=csrf value=abc></form>' };
    return { afterMs: 20, headers: json, body: page };
  };
  return { logIns, orders, respond };
}

function filesOf() {
  const users = readCsv(Buffer.from(USERS), null);
  if (!users.ok) throw new Error(users.message);
  return { tls: {}, journey: { constants: { API_KEY: KEY }, secrets: [KEY], tables: [users.table] } };
}

test('the plan is run to its end, every order is authorized, every check is evaluated, and every threshold passes', async () => {
  const { logIns, orders, respond } = shop();
  const input = JSON.parse(COMPLETE) as PlanInput;
  const { end, rows } = await simulate(input, { serve: respond, files: filesOf(), workers: 2 });
  const { requests, journey, setup } = end.summary;
  const users = new Set(rows.map(({ vu }) => vu)).size;
  // 50 a second for a minute, at random.
  expect(requests.total).toBeGreaterThan(2750);
  expect(requests.total).toBeLessThan(3250);
  expect([requests.failed, orders.length, logIns.length, setup?.requests]).toEqual([0, requests.total, users, users]);
  expect(journey?.checks.map(({ name, passed, failed }) => [name, passed, failed])).toEqual(
    ['status 2xx', '$.items count > 0', 'header content-type contains json', 'body contains ok', 'time < 500ms'].map((name) => [
      name,
      requests.total,
      0,
    ]),
  );
  expect(end.verdicts.map(({ passed }) => passed)).toEqual([true, true]);
  expect(new Set(logIns.map(({ user }) => user))).toEqual(new Set(['ada@x.test', 'bob@x.test', 'eve@x.test']));
  expect(new Set(orders.map(({ path }) => path)).size).toBe(orders.length);
  expect(orders.every(({ path }) => /^\/carts\/[0-9a-f-]{36}$/.test(path))).toBe(true);
  expect(orders.every(({ authorization }) => /^Bearer tok-(?:ada|bob|eve)@x\.test$/.test(authorization))).toBe(true);
  expect(orders.every(({ cookie }) => /^sid=\d+$/.test(cookie))).toBe(true);
  expect(new Set(orders.map(({ body }) => body))).toEqual(new Set([1, 2, 3].map((n) => `{"sku":"HX-1","n":${n}}`)));
});

test('"refresh": "50m" logs a user in again after fifty minutes, and in the closed model each journey waits for its turn', async () => {
  const text = COMPLETE.replace('"perVu": [', '"refresh": "50m", "perVu": [');
  const { names, scenarios } = compilePlan(read(text), filesOf().journey, 'test');
  const refreshMs = scenarios[0]?.preparation?.refreshMs ?? null;
  const luggage = new Luggage(names.newScope());
  luggage.endPreparing([], 1000);
  expect([2_999_999, 3_000_999, 3_001_000].map((now) => luggage.isPrepared(now, refreshMs))).toEqual([true, true, false]);
  const { logIns, orders, respond } = shop();
  const load: PlanInput['load'] = { model: 'closed', startTarget: 2, stages: [{ duration: '35s', target: 2 }] };
  const { end } = await simulate({ ...(JSON.parse(text) as PlanInput), load }, { serve: respond, files: filesOf() });
  expect([end.summary.requests.failed, logIns.length, orders.length]).toEqual([0, 2, 8]);
});

test('the plan is tried once with the step before the run, and its secret is not shown', async () => {
  const { orders, logIns, respond } = shop();
  const target = await startHttpTarget((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const { status = 200, body: said, cookie, headers: own } = respond({ path: request.url ?? '', headers, body, at: 0 });
      if (cookie !== undefined) response.setHeader('set-cookie', cookie);
      response.writeHead(status, own).end(said === undefined ? '' : JSON.stringify(said));
    });
  });
  const folder = mkdtempSync(join(tmpdir(), 'onrush-whole-'));
  try {
    writeFileSync(join(folder, 'users.csv'), USERS);
    const plan = read(COMPLETE.replace('127.0.0.1:8080', new URL(target.url).host));
    const hosts = { has: () => false, add: () => undefined };
    const tried = await tryPlan(plan, { hosts, confirmed: [], folder, secretOf: () => KEY });
    const [scenario] = tried.scenarios;
    const [cart] = scenario?.steps ?? [];
    expect(tried.passed).toBe(true);
    expect(tried.before.map(({ name, state }) => [name, state])).toEqual([['POST /admin/reset', 'passed']]);
    expect(scenario?.data.map(({ name, value }) => [name, value])).toEqual([
      ['users.email', 'ada@x.test'],
      ['users.password', '(hidden)'],
    ]);
    expect(cart?.checks.map(({ passed }) => passed)).toEqual([true, true, true, true, true]);
    expect(cart?.values.map(({ name, value }) => [name, value])).toEqual([
      ['cartId', 'c1'],
      ['csrf', 'abc'],
    ]);
    expect([logIns.length, orders.length]).toEqual([1, 1]);
    expect(JSON.stringify(tried)).not.toContain(KEY);
  } finally {
    await target.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
