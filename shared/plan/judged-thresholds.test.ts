import { expect, test } from 'vitest';
import { judgedThresholds } from './judged-thresholds.ts';
import type { PlanInput } from './plan.ts';
import { parsePlan } from './plan-parse.ts';
import { parseThreshold } from './threshold-expression.ts';

type Steps = PlanInput['scenarios'][number]['steps'];

const LOAD = { model: 'iterations', iterations: 1, vus: 1 };

function judged(...scenarios: { name?: string; steps: Steps }[]): string[] {
  const parsed = parsePlan({ version: 2, scenarios, thresholds: ['errors < 1%'], load: LOAD });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return judgedThresholds(parsed.value).map(({ expression }) => expression);
}

const step = (name: string, budget?: string): Steps[number] => ({
  name,
  url: 'http://127.0.0.1/',
  ...(budget === undefined ? {} : { budget }),
});

test('the budget of a step is a threshold on its p95 after those of the plan', () => {
  expect(judged({ steps: [step('list'), step('cart', '0.25s')] })).toEqual(['errors < 1%', 'p95{step: "cart"} < 250ms']);
  expect(judged({ name: 'a', steps: [step('cart', '1s')] }, { name: 'b', steps: [step('cart')] })).toEqual([
    'errors < 1%',
    'p95{scenario: "a", step: "cart"} < 1s',
  ]);
});

test.each(['say "hi", {x}', `say "hi" and 'bye'`, 'GET /a: b'])('it can be read where the step is called %s', (name) => {
  const [, expression = ''] = judged({ steps: [step(name, '40ms')] });
  const parsed = parseThreshold(expression);
  expect(parsed.ok && [parsed.threshold.scope.step, parsed.threshold.limit]).toEqual([name, 40]);
});

test('a step that prepares the run has no budget', () => {
  const parsed = parsePlan({ version: 2, before: [step('log in', '1s')], scenarios: [{ steps: [step('list')] }], load: LOAD });
  expect(parsed.ok ? null : parsed.failure.message).toContain('is in no statistics, so it has no budget');
});
