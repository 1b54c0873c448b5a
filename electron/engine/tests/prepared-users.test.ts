// Steps that a user sends once: how often, what is stored of them, and that they are excluded from all statistics.
import { expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { sentStepsOf } from '../../../shared/plan/sent-steps.ts';
import {
  simulate,
  SIMULATED_URL,
  type SimulatedRequest,
  type SimulatedResponse,
  type SimulationOptions,
} from './test-simulation.ts';

const LOG_IN = { name: 'log in', method: 'POST', url: `${SIMULATED_URL}login`, extract: { token: { json: '$.t' } } } as const;
const LIST = { name: 'list', url: `${SIMULATED_URL}list`, headers: { authorization: 'Bearer {{token}}' } };
type Scenario = PlanInput['scenarios'][number];

function planOf(scenario: Partial<Scenario>, load: PlanInput['load'], rest: Partial<PlanInput> = {}): PlanInput {
  return { version: 2, load, scenarios: [{ name: 'shop', perVu: [LOG_IN], steps: [LIST], ...scenario }], ...rest };
}

const OPEN: PlanInput['load'] = { model: 'open', stages: [{ duration: '3s', target: 20 }], maxVus: 6 };
const CLOSED: PlanInput['load'] = { model: 'closed', stages: [{ duration: '3s', target: 4 }] };

/** Issues tokens that are valid for `lifeMs`, after 300 ms; everything else takes 20 ms. */
class Shop {
  readonly #lifeMs: number;
  readonly issued: number[] = [];
  readonly seen: string[] = [];

  constructor(lifeMs = Infinity) {
    this.#lifeMs = lifeMs;
  }

  serve = ({ path, headers, at }: SimulatedRequest): SimulatedResponse => {
    if (path === '/login') {
      this.issued.push(at);
      return { afterMs: 300, body: { t: String(this.issued.length - 1) }, cookie: `sid=${this.issued.length - 1}; Path=/` };
    }
    const token = Number(/^Bearer (\d+)$/.exec(headers['authorization'] ?? '')?.[1] ?? Number.NaN);
    this.seen.push(headers['cookie'] ?? '');
    const isValid = at - (this.issued[token] ?? -Infinity) <= this.#lifeMs;
    return { afterMs: 20, status: isValid ? 200 : 401 };
  };
}

async function run(plan: PlanInput, shop: Shop, options: Partial<SimulationOptions> = {}) {
  return await simulate(plan, { ...options, serve: shop.serve });
}

test.each([1, 2, 3, 4])('each user logs in once, and no figure includes it (%d threads)', async (workers) => {
  const shop = new Shop();
  const { end, rows, snapshots, plan, atOnce } = await run(planOf({}, OPEN, { thresholds: ['p100 < 299ms'] }), shop, { workers });
  const { summary } = end;
  const users = new Set(rows.map(({ vu }) => vu)).size;
  expect(shop.issued.length).toBe(users);
  expect(atOnce).toBeLessThanOrEqual(6);
  const parts = rows.map(({ step }) => sentStepsOf(plan)[step]?.part);
  expect(parts.filter((part) => part === 'per-vu').length).toBe(users);
  expect(summary.setup).toEqual({ requests: users, failed: 0, renewed: 0 });
  expect([summary.requests.total, summary.requests.succeeded]).toEqual([60, 60]);
  expect(rows.length).toBe(60 + users);
  // No measured time includes the login of 300 ms, although an arrival waited for it.
  expect(summary.serviceTime.max).toBeCloseTo(20, 6);
  expect(summary.steps.map(({ name }) => name)).toEqual(['list']);
  expect(snapshots.reduce((sum, { succeeded }) => sum + succeeded, 0)).toBe(60);
  expect(snapshots.reduce((sum, { started }) => sum + started, 0)).toBe(60);
  for (const { dots } of snapshots) expect([...dots.step].every((step) => step === 0)).toBe(true);
  // Every iteration has the session of the login.
  expect(shop.seen.every((cookie) => /^sid=\d$/.test(cookie))).toBe(true);
});

test.each([1, 3])('due iterations wait for a user, and not for its login (%d threads)', async (workers) => {
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '1s', target: 10 }], maxVus: 50 };
  const { end, rows } = await run(planOf({}, load), new Shop(), { workers });
  expect(rows.filter(({ step }) => step === 0).every(({ dueAt, sentAt }) => sentAt - dueAt < 5)).toBe(true);
  expect(end.summary.responseTime.max).toBeLessThan(25);
});

test.each([1, 4])('a token is renewed before an iteration once it is old (%d threads)', async (workers) => {
  const shop = new Shop(1400);
  const { end, rows, plan } = await run(planOf({ refresh: '1s' }, CLOSED), shop, { workers });
  const { summary } = end;
  expect(shop.issued.length).toBe(12);
  expect(summary.requests.failed).toBe(0);
  expect(summary.setup).toEqual({ requests: 12, failed: 0, renewed: 0 });
  // Each is recorded and marked, and excluded from all statistics.
  expect(rows.filter(({ step }) => sentStepsOf(plan)[step]?.part === 'per-vu').length).toBe(12);
  expect(summary.requests.total).toBe(rows.length - 12);
  expect(summary.serviceTime.max).toBeCloseTo(20, 6);
});

test.each([1, 2, 3, 4])('a 401 renews the token, and the request is sent once more (%d threads)', async (workers) => {
  const shop = new Shop(1000);
  const { end, rows, plan } = await run(planOf({ refreshOn: 401 }, CLOSED), shop, { workers });
  const { summary } = end;
  expect(summary.requests.failed).toBe(0);
  expect(summary.setup?.failed).toBe(0);
  expect(summary.setup?.renewed).toBeGreaterThanOrEqual(8);
  const renewed = rows.filter(({ step }) => sentStepsOf(plan)[step]?.part === 'renewal');
  expect(renewed.length).toBe(summary.setup?.renewed);
  expect(renewed.every(({ status, kind }) => status === 401 && kind === 'http_4xx')).toBe(true);
  expect(summary.requests.total + (summary.setup?.requests ?? 0)).toBe(rows.length);
  expect(summary.serviceTime.max).toBeCloseTo(20, 6);
  expect(summary.responseTime.max).toBeLessThan(25);
});

test('a second 401 in a row is a failure like any other', async () => {
  const { end } = await run(planOf({ refreshOn: 401 }, { model: 'iterations', iterations: 3, vus: 1 }), new Shop(-1));
  const { requests, setup } = end.summary;
  expect([requests.total, requests.failed, setup?.renewed, setup?.requests]).toEqual([3, 3, 3, 7]);
});

test.each([1, 2])('a user whose login fails sends no step, tries again, and pauses between (%d threads)', async (workers) => {
  let logIns = 0;
  const serve = ({ path }: SimulatedRequest): SimulatedResponse => {
    if (path !== '/login') return { afterMs: 20 };
    logIns += 1;
    return { afterMs: 10, status: 503 };
  };
  const { end, rows } = await simulate(planOf({}, CLOSED), { serve, workers });
  // Four users for three seconds with pauses of 10, 20, 40 … 1,000 ms.
  expect(logIns).toBeLessThan(50);
  expect(rows.every(({ step }) => step === 1)).toBe(true);
  expect(end.summary.setup).toMatchObject({ requests: logIns, failed: logIns, firstFailure: { step: 'log in' } });
  expect(end.summary.journey?.skippedRequests).toBe(logIns);
  expect([end.state, end.reason]).toEqual(['failed', expect.stringContaining('no user got past its step “log in”: ')]);
});

test('a run of few iterations whose login fails says that the login failed', async () => {
  const serve = (): SimulatedResponse => ({ afterMs: 10, status: 500 });
  const { end } = await simulate(planOf({}, { model: 'iterations', iterations: 2, vus: 1 }), { serve });
  expect([end.state, end.reason]).toEqual(['failed', expect.stringContaining('no user got past its step “log in”: ')]);
});

test('users log in separately in each scenario, and keep both logins', async () => {
  const seen = new Set<string>();
  const serve = ({ path, headers }: SimulatedRequest): SimulatedResponse => {
    if (path.startsWith('/login')) return { afterMs: 5, body: { t: path.slice(6) }, cookie: `sid=${path.slice(6)}; Path=/` };
    seen.add(`${path} ${headers['authorization']} ${headers['cookie']}`);
    return { afterMs: 5 };
  };
  const scenario = (name: string): Scenario => ({
    name,
    perVu: [{ ...LOG_IN, url: `${SIMULATED_URL}login${name}` }],
    steps: [{ ...LIST, url: `${SIMULATED_URL}${name}` }],
  });
  const load: PlanInput['load'] = { model: 'iterations', iterations: 20, vus: 1 };
  const { end } = await simulate({ version: 2, load, scenarios: [scenario('a'), scenario('b')] }, { serve });
  expect([...seen].toSorted()).toEqual(['/a Bearer a sid=a', '/b Bearer b sid=b']);
  expect(end.summary.setup?.requests).toBe(2);
});

test('a stop during a login ends it, and the iteration is counted nowhere', async () => {
  const { end, rows } = await simulate(planOf({}, CLOSED, { gracefulStop: '30s' }), {
    serve: () => ({ afterMs: 10_000 }),
    actions: [[500, (run) => run.stop()]],
  });
  expect(end.state).toBe('stopped');
  // At once, whatever the grace time.
  expect(Math.max(...rows.map(({ endedAt }) => endedAt))).toBeLessThan(600);
  expect(rows.every(({ kind }) => kind === 'cancelled')).toBe(true);
  expect(end.summary.requests.total).toBe(0);
  expect(end.summary.lostRequests).toBe(0);
});

test('a run that ends while its users are prepared names that as the cause', async () => {
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '1s', target: 3 }], startTarget: 3 };
  const { end } = await simulate(planOf({}, load, { gracefulStop: '500ms' }), { serve: () => ({ afterMs: 9000 }) });
  expect([end.state, end.reason]).toEqual([
    'failed',
    'No request was sent: the run ended while its users were still being prepared. Make the run longer.',
  ]);
});
