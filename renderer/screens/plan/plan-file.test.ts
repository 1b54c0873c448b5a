import { expect, test } from 'vitest';
import { examplePlan } from '../../../shared/test-example-run.ts';
import { parsePlanText } from '../../../shared/plan/plan-parse.ts';
import { planFileText } from './plan-file.ts';

test('the file reads back to the same plan', () => {
  const plan = examplePlan({ thresholds: ['p(99) < 250'] });
  expect(parsePlanText(planFileText(plan))).toEqual({ ok: true, value: plan });
});
