import { expect, test } from 'vitest';
import { stepHeads, stepRows } from './step-table.ts';
import { parseThreshold } from './plan/threshold-expression.ts';
import type { Verdict } from './plan/threshold.ts';
import { emptySummary, type StepSummary } from './summary.ts';
import { examplePlan, exampleRun } from './test-example-run.ts';
import { NO_TIME_STATS } from './time-stats.ts';

function stepOf(index: number, failed: number, changes: Partial<StepSummary> = {}): StepSummary {
  const requests = { total: 300, succeeded: 300 - failed, failed, cancelled: 0 };
  const serviceTime = { ...NO_TIME_STATS, p50: 10, p95: 40, p99: 90 };
  const responseTime = { ...serviceTime, p50: 100 };
  return { index, scenario: 'shop', name: `step ${index}`, requests, throughput: 30, serviceTime, responseTime, ...changes };
}

test('each step has its count, rate, percentiles and failures', () => {
  const requests = { total: 4, succeeded: 0, failed: 0, cancelled: 4 };
  const steps = [stepOf(0, 0), stepOf(1, 30), stepOf(2, 0, { requests })];
  const run = exampleRun({ summary: { ...emptySummary(), steps } });
  expect(stepRows(run)).toEqual([
    ['step 0', '300', '30/s', '10.0 ms', '40.0 ms', '90.0 ms *', '0'],
    ['step 1', '300', '30/s', '10.0 ms', '40.0 ms', '90.0 ms *', '30 (10.0 %)'],
    ['step 2', '4', '30/s', '–', '–', '–', '0'],
  ]);
  const plan = examplePlan({ load: { model: 'open', stages: [{ duration: '1s', target: 1 }] } });
  expect(stepRows({ ...run, plan })[0]?.[3]).toBe('100 ms');
});

test('if the plan has checks, each step says what share of its checks passed', () => {
  const url = 'http://127.0.0.1/';
  const steps = [
    { name: 'step 0', url, checks: [{ status: 200 }, { time: '< 1s' }] },
    { name: 'step 1', url },
    { name: 'step 2', url, checks: [{ status: 200 }] },
  ];
  const plan = examplePlan({ scenarios: [{ name: 'shop', steps }] });
  const summary = { ...emptySummary(), steps: [stepOf(0, 3), stepOf(1, 0), stepOf(2, 0)] };
  const check = (step: string, passed: number, failed: number) => ({ name: '', scenario: 'shop', step, passed, failed });
  const checks = [check('step 0', 297, 3), check('step 0', 300, 0), check('step 2', 0, 0)];
  const run = exampleRun({ plan, summary: { ...summary, journey: { skippedRequests: 0, dataRows: {}, checks } } });
  expect(stepHeads(run).at(-1)).toBe('Checks');
  expect(stepRows(run).map((cells) => cells.at(-1))).toEqual(['99.5 %', '–', 'never evaluated']);
  expect(stepHeads(exampleRun({ summary }))).toHaveLength(7);
});

test('a run of one step gives one row', () => {
  expect(stepRows(exampleRun({ summary: { ...emptySummary(), steps: [stepOf(0, 0)] } }))).toEqual([]);
});

function verdictOf(expression: string, actual: number, passed: boolean, over?: number): Verdict {
  const parsed = parseThreshold(expression);
  const window = over === undefined ? {} : { over };
  return { expression, threshold: parsed.ok ? parsed.threshold : null, actual, passed, ...window };
}

test('each step says its budgets and whether they were met', () => {
  const summary = { ...emptySummary(), steps: [stepOf(0, 0), stepOf(1, 0)] };
  const verdicts = [
    verdictOf('p(95) < 200', 150, true),
    verdictOf('p(95){step: "step 0"} < 123.4', 150, false),
    verdictOf('error_rate{step: "step 0"} < 0.5%', 0, true, 5000),
    verdictOf('avg{waiting, step: "step 0"} < 1.5s', 1, true),
    verdictOf('p(99){scenario: "other", step: "step 1"} < 5', 90, false),
  ];
  const run = exampleRun({ summary, verdicts });
  expect(stepHeads(run).at(-1)).toBe('Budget');
  expect(stepRows(run).map((cells) => cells.at(-1))).toEqual([
    'p95 < 123.4 ms NOT met; error rate < 0.5 % over the last 5 s met; avg of waiting < 1.5 s met',
    '–',
  ]);
});
