// Thresholds against a server whose answers are known: scopes, phases, windows, and stopping the run.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import type { Verdict } from '../../../shared/plan/threshold.ts';
import { runPlan } from '../tests/test-run.ts';
import { startHttpTarget, type TestTarget } from '../tests/test-target.ts';

let target: TestTarget;

beforeAll(async () => {
  target = await startHttpTarget((request, response) => {
    const status = request.url === '/bad' ? 500 : 200;
    setTimeout(() => response.writeHead(status).end('ok'), request.url === '/slow' ? 100 : 2);
  });
});

afterAll(() => target.close());

function planOf(thresholds: PlanInput['thresholds'], load: PlanInput['load']): PlanInput {
  const steps = ['fast', 'slow', 'bad'].map((name) => ({ name, url: `${target.url}${name}` }));
  return { version: 1, scenarios: [{ name: 'all', steps }], load, thresholds };
}

async function verdictsOf(thresholds: NonNullable<PlanInput['thresholds']>): Promise<Map<string, Verdict>> {
  const { end } = await runPlan(planOf(thresholds, { model: 'iterations', iterations: 10, vus: 2 }));
  return new Map(end.verdicts.map((verdict) => [verdict.expression, verdict]));
}

test('a scope sees its own steps alone', async () => {
  const verdicts = await verdictsOf([
    'min{service_time, step: "slow"} >= 98',
    'min{service_time, step: "fast"} < 98',
    'error_rate{step: "bad"} == 1',
    'error_rate{step: "fast"} == 0',
    'error_rate{scenario: "all"} < 0.5',
    'avg{waiting, step: "slow"} > 95',
    'p(100){tls_handshaking} < 1',
  ]);
  for (const [expression, { passed }] of verdicts)
    expect([expression, passed]).toEqual([expression, !expression.includes('tls')]);
  expect(verdicts.get('error_rate{scenario: "all"} < 0.5')?.actual).toBeCloseTo(1 / 3, 9);
  expect(verdicts.get('p(100){tls_handshaking} < 1')?.actual).toBeNull();
});

test('a broken threshold stops the run after its delay, and says why', async () => {
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '30s', target: 2 }] };
  const thresholds = [{ expression: 'error_rate < 0.1', abortOnFail: true, delay: '600ms' }];
  const { end } = await runPlan(planOf(thresholds, load));
  expect(end.state).toBe('stopped');
  expect(end.reason).toMatch(/^The threshold “error_rate < 0\.1” was broken \(\d\d(\.\d)? %\), so the run was stopped\.$/);
  expect(end.summary.durationMs).toBeGreaterThan(600);
  expect(end.summary.durationMs).toBeLessThan(3000);
});

test('a window forgets what lies before it', async () => {
  let isBad = true;
  const changing = await startHttpTarget((_request, response) => {
    setTimeout(() => response.writeHead(isBad ? 500 : 200).end(), 5);
  });
  const plan: PlanInput = {
    version: 1,
    scenarios: [{ steps: [{ url: changing.url }] }],
    load: { model: 'closed', stages: [{ duration: '2500ms', target: 2 }] },
    thresholds: [{ expression: 'error_rate < 0.01', over: '1s' }, 'error_rate < 0.01'],
  };
  const { end } = await runPlan(plan, { during: () => setTimeout(() => (isBad = false), 700) });
  await changing.close();
  expect(end.verdicts.map(({ passed }) => passed)).toEqual([true, false]);
});

test('a threshold that fails says since when, and forgets it once it passes again', async () => {
  let isBad = false;
  const changing = await startHttpTarget((_request, response) => {
    setTimeout(() => response.writeHead(isBad ? 500 : 200).end(), 5);
  });
  const plan: PlanInput = {
    version: 1,
    scenarios: [{ steps: [{ url: changing.url }] }],
    load: { model: 'closed', stages: [{ duration: '3s', target: 2 }] },
    thresholds: ['error_rate == 0', { expression: 'error_rate < 0.01', over: '500ms' }],
  };
  const { end, rows } = await runPlan(plan, {
    during: () => {
      setTimeout(() => (isBad = true), 800);
      setTimeout(() => (isBad = false), 1600);
    },
  });
  await changing.close();
  const firstFailure = Math.min(...rows.filter(({ kind }) => kind !== 'ok').map(({ endedAt }) => endedAt));
  expect(end.verdicts).toEqual([
    {
      expression: 'error_rate == 0',
      actual: expect.any(Number),
      passed: false,
      failingSince: Math.floor(firstFailure / 250) * 250,
    },
    { expression: 'error_rate < 0.01', actual: 0, passed: true },
  ]);
});
