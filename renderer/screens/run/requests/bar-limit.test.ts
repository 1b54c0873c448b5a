import { expect, test } from 'vitest';
import { examplePlan } from '../../../../shared/test-example-run.ts';
import type { PlanInput } from '../../../../shared/plan/plan.ts';
import { barLimitOf } from './bar-limit.ts';

type Load = NonNullable<PlanInput['load']>;

const OPEN: Load = { model: 'open', stages: [{ duration: '1s', target: 1 }], maxVus: 1 };
const CLOSED: Load = { model: 'closed', stages: [{ duration: '1s', target: 1 }] };
const ITERATIONS: Load = { model: 'iterations', iterations: 1, vus: 1 };

function limitOf(load: Load, ...thresholds: string[]): number | null {
  return barLimitOf(examplePlan({ load, thresholds }))?.limit ?? null;
}

test('the lowest limit of the times of all requests is marked', () => {
  expect(limitOf(OPEN, 'p99 < 1s', 'p95 < 200ms', 'errors < 1%')).toBe(200);
  expect(limitOf(CLOSED, 'p95 service time < 200ms')).toBe(200);
});

test('a limit on anything other than the shown time is not marked', () => {
  expect(limitOf(OPEN, 'p95 service time < 200ms')).toBeNull();
  expect(limitOf(ITERATIONS, 'p95 < 200ms')).toBeNull();
  expect(limitOf(OPEN, 'p95 > 200ms', 'p95{waiting} < 5', 'p95{scenario: "home"} < 7', 'throughput > 3')).toBeNull();
  expect(limitOf(OPEN)).toBeNull();
});
