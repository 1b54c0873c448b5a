// Thresholds against a server whose responses are known: scopes, phases, windows, and stopping the run.
import { expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import type { Verdict } from '../../../shared/plan/threshold.ts';
import { planFor } from '../tests/test-run.ts';
import { SIMULATED_URL, simulate, type SimulatedRequest, type SimulatedResponse } from '../tests/test-simulation.ts';

const TIMES: Readonly<Record<string, number>> = { '/fast': 2, '/slow': 100, '/bad': 2 };

function serve({ path }: SimulatedRequest): SimulatedResponse {
  return { afterMs: TIMES[path] ?? 0, status: path === '/bad' ? 500 : 200 };
}

/** Fails from `from` until `to`, in ms since the run's start. */
function failing(from: number, to: number) {
  return ({ at }: SimulatedRequest): SimulatedResponse => ({ afterMs: 5, status: at >= from && at < to ? 500 : 200 });
}

function planOf(thresholds: PlanInput['thresholds'], load: PlanInput['load']): PlanInput {
  const steps = ['fast', 'slow', 'bad'].map((name) => ({ name, url: `${SIMULATED_URL}${name}` }));
  return { version: 1, scenarios: [{ name: 'all', steps }], load, thresholds };
}

async function verdictsOf(thresholds: NonNullable<PlanInput['thresholds']>): Promise<Map<string, Verdict>> {
  const { end } = await simulate(planOf(thresholds, { model: 'iterations', iterations: 10, vus: 2 }), { serve });
  return new Map(end.verdicts.map((verdict) => [verdict.expression, verdict]));
}

test('a scope includes only its own steps', async () => {
  const verdicts = await verdictsOf([
    'min{service_time, step: "slow"} == 100',
    'max{service_time, step: "fast"} == 2',
    'error_rate{step: "bad"} == 1',
    'error_rate{step: "fast"} == 0',
    'error_rate{scenario: "all"} < 0.5',
    'avg{waiting, step: "slow"} == 100',
    'p(100){tls_handshaking} < 1',
  ]);
  for (const [expression, { passed }] of verdicts)
    expect([expression, passed]).toEqual([expression, !expression.includes('tls')]);
  expect(verdicts.get('error_rate{scenario: "all"} < 0.5')?.actual).toBeCloseTo(1 / 3, 9);
  expect(verdicts.get('p(100){tls_handshaking} < 1')?.actual).toBeNull();
});

test('a step that two scenarios have is judged in both, or in one of them', async () => {
  const cart = (path: string) => ({ name: 'cart', url: `${SIMULATED_URL}${path}`, checks: [{ status: 200 }] });
  const expressions = [
    'min{step: cart} == 2',
    `max{step: 'cart'} == 100`,
    'min{scenario: "b", step: "cart"} == 100',
    `checks{step: 'cart'} == 100%`,
    'checks{status 200, scenario: b, step: cart} == 100%',
  ];
  const scenarios = [
    { name: 'a', steps: [cart('fast')] },
    { name: 'b', steps: [cart('slow')] },
  ];
  const plan: PlanInput = {
    version: 2,
    scenarios,
    load: { model: 'iterations', iterations: 20, vus: 2 },
    thresholds: expressions,
  };
  const { end } = await simulate(plan, { serve });
  expect(end.verdicts.map(({ expression, passed }) => [expression, passed])).toEqual(expressions.map((one) => [one, true]));
});

test('a broken threshold stops the run after its delay, and says why', async () => {
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '30s', target: 2 }] };
  const thresholds = [{ expression: 'error_rate < 0.1', abortOnFail: true, delay: '600ms' }];
  const { end } = await simulate(planOf(thresholds, load), { serve });
  expect(end.state).toBe('stopped');
  expect(end.reason).toMatch(/^The threshold “error_rate < 0\.1” was broken \(\d\d(\.\d)? %\), so the run was stopped\.$/);
  // It is evaluated at the end of the first interval after the delay; requests that are in flight then may still end.
  expect(end.summary.durationMs).toBeGreaterThanOrEqual(750);
  expect(end.summary.durationMs).toBeLessThan(750 + 250 + 110);
});

test('a window does not include earlier requests', async () => {
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '2500ms', target: 2 }] };
  const thresholds: PlanInput['thresholds'] = [{ expression: 'error_rate < 0.01', over: '1s' }, 'error_rate < 0.01'];
  const { end } = await simulate(planFor(SIMULATED_URL, load, { thresholds }), { serve: failing(0, 700) });
  expect(end.verdicts.map(({ passed }) => passed)).toEqual([true, false]);
});

test('a failing threshold says since when, until it passes again', async () => {
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '3s', target: 2 }] };
  const thresholds: PlanInput['thresholds'] = ['error_rate == 0', { expression: 'error_rate < 0.01', over: '500ms' }];
  const { end } = await simulate(planFor(SIMULATED_URL, load, { thresholds }), { serve: failing(800, 1600) });
  expect(end.verdicts).toMatchObject([
    { expression: 'error_rate == 0', actual: expect.closeTo(160 / 600, 2), passed: false, failingSince: 750 },
    { expression: 'error_rate < 0.01', actual: 0, passed: true, over: 500 },
  ]);
});
