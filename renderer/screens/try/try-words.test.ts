import { expect, test } from 'vitest';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import type { TriedStep } from '../../../shared/try-once.ts';
import type { PlanTry } from '../../host/plan-tries.ts';
import { firstLook, serverWords, tryVerdict } from './try-words.ts';

function step(state: TriedStep['state']): TriedStep {
  const checks = state === 'passed' ? [{ name: 'status 200', passed: true, reason: null }] : [];
  return { name: 'x', state, reason: null, exchanges: [], checks, values: [], cookies: [] };
}

function entries(states: readonly (TriedStep['state'] | null)[]): PlanTry['steps'] {
  const source = { name: 'x', method: 'GET', url: 'http://127.0.0.1/', headers: {}, kind: 'request' } as const;
  return states.map((state, place) => ({
    step: source,
    part: 'scenario',
    scenario: 0,
    path: ['scenarios', 0, 'steps', place],
    place,
    tried: state === null ? null : step(state),
  }));
}

function tried(...states: (TriedStep['state'] | null)[]): PlanTry {
  const steps = states.map((_, at) => ({ name: `step ${at}`, url: 'http://127.0.0.1/' }));
  const load = { model: 'iterations', iterations: 1, vus: 1 };
  const plan = parsePlan({ version: 2, name: 'Shop', scenarios: [{ name: 'buy', steps }], load });
  if (!plan.ok) throw new Error(plan.failure.message);
  const state = states.includes(null) ? 'trying' : 'ended';
  return {
    tryId: '1',
    plan: plan.value,
    state,
    steps: entries(states),
    data: [],
    hasPauses: false,
    failure: null,
  };
}

test('a verdict says how far the trial got', () => {
  expect(tryVerdict(tried('passed', 'passed'))).toMatchObject({ kind: 'passed', title: 'All 2 steps responded' });
  expect(tryVerdict(tried('passed', 'passed')).note).toContain('2 checks passed');
  expect(tryVerdict(tried('passed', 'failed', 'skipped')).title).toBe('Stopped at step 2 of 3');
  expect(tryVerdict(tried('failed', 'passed')).title).toBe('1 step of 2 failed');
  expect(tryVerdict(tried('passed', null)).title).toBe('Trying, 1 of 2');
  expect(tryVerdict(tried('failed')).title).toBe('It failed');
});

test('the failed step is shown first', () => {
  expect(firstLook(entries(['passed', 'failed', 'skipped']))).toBe(1);
  expect(firstLook(entries(['passed']))).toBe(0);
});

test('texts of the server are quoted and never interpreted', () => {
  expect(serverWords('{"error":"out_of_stock","message":"only 2 left"}')).toBe('only 2 left');
  expect(serverWords('{"total":0}')).toBeNull();
  expect(serverWords('upstream full\nsee the log')).toBe('upstream full');
  expect(serverWords('<html><body>Sorry</body></html>')).toBeNull();
  expect(serverWords('x'.repeat(200))).toHaveLength(80);
});
