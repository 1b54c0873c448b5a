import { expect, test } from 'vitest';
import { printPlan } from '../../shared/plan/plan-parse.ts';
import { examplePlan } from '../../shared/test-example-run.ts';
import { planCell } from './plan-cell.ts';

/** As an earlier version of Onrush stored it: it exceeds today's limits, and its steps have no kind. */
function earlier(changes: object = {}): string {
  const plan = examplePlan();
  const scenarios = plan.scenarios.map((scenario) => ({
    ...scenario,
    steps: scenario.steps.map(({ kind: _kind, ...step }) => ({ ...step, ...changes })),
  }));
  return JSON.stringify({ ...plan, scenarios, load: { model: 'iterations', iterations: 5e9, vus: 1 } });
}

test('a stored plan that would be refused today is still read and printed', () => {
  const plan = planCell({ plan: earlier() }, 'plan');
  expect(plan.scenarios[0]?.steps[0]?.kind).toBe('request');
  expect(printPlan(plan).load).toMatchObject({ iterations: 5e9 });
});

test('a step of an unknown kind is damage', () => {
  expect(() => planCell({ plan: earlier({ kind: 'rdquest' }) }, 'plan')).toThrow('is damaged');
});
