import { readVerdict } from './plan/written-verdict.ts';
import { expect, test } from 'vitest';
import { runHeadline } from './run-headline.ts';
import type { RunRow } from './run.ts';
import { emptySummary, type RunSummary } from './summary.ts';
import { examplePlan, exampleRun } from './test-example-run.ts';

const PASSED = readVerdict({ expression: 'p(99) < 250', actual: 12, passed: true });
const BROKEN = readVerdict({ expression: 'error_rate < 0.001', actual: 0.003, passed: false });

function runOf(changes: Partial<RunSummary>, rest: Partial<RunRow> = {}): RunRow {
  return exampleRun({ state: 'completed', summary: { ...emptySummary(), ...changes }, ...rest });
}

const SOME = {
  throughput: 302,
  requests: { total: 1000, succeeded: 997, failed: 3, cancelled: 0 },
  serviceTime: { ...emptySummary().serviceTime, mean: 40, p50: 30, p95: 84 },
  responseTime: { ...emptySummary().responseTime, mean: 400, p95: 840 },
};

test('the headline says how much, how fast, what failed, and whether the thresholds passed', () => {
  expect(runHeadline(runOf(SOME, { verdicts: [BROKEN, BROKEN] }))).toEqual({
    words: '302/s, p95 84.0 ms, 0.3 % failed: thresholds failed',
    isBad: true,
  });
  expect(runHeadline(runOf(SOME, { verdicts: [PASSED, BROKEN] })).words).toContain(': 1 of 2 thresholds failed');
  expect(runHeadline(runOf(SOME, { verdicts: [PASSED] })).words).toContain(': threshold passed');
  expect(runHeadline(runOf(SOME))).toEqual({ words: '302/s, p95 84.0 ms, 0.3 % failed', isBad: false });
});

test('the time is the one that the load model is judged by, at the highest percentile with enough requests', () => {
  const plan = examplePlan({ load: { model: 'open', stages: [{ duration: '1s', target: 5 }] } });
  expect(runHeadline(runOf(SOME, { plan })).words).toBe('302/s, p95 840 ms, 0.3 % failed');
  const few = (total: number) => runHeadline(runOf({ ...SOME, requests: { total, succeeded: total, failed: 0, cancelled: 0 } }));
  expect(few(20).words).toBe('302/s, p50 30.0 ms, none failed');
  expect(few(5).words).toBe('302/s, mean 40.0 ms, none failed');
});

test.each<[Partial<RunSummary>, string]>([
  [{ outcomes: { http_4xx: 9 }, statusCodes: { 404: 9 } }, 'Every request failed: 404'],
  [{ outcomes: { http_4xx: 2, http_5xx: 7 }, statusCodes: { 404: 2, 500: 7 } }, 'Every request failed: 500 and 404'],
  [{ outcomes: { connect_refused: 9 }, statusCodes: {} }, 'Every request failed: Connection refused'],
  [{ outcomes: { truncated: 9 }, statusCodes: { 200: 9 } }, 'Every request failed: Body cut short'],
  [
    { outcomes: { http_5xx: 5, timeout: 3, reset: 1 }, statusCodes: { 503: 5 } },
    'Every request failed: 503, Timed out and others',
  ],
])('a run with only failures says first what failed (%#)', (changes, words) => {
  const requests = { total: 10, succeeded: 0, failed: 9, cancelled: 1 };
  expect(runHeadline(runOf({ ...changes, requests }, { verdicts: [PASSED] }))).toEqual({ words, isBad: true });
});

test('without a completed request there is no figure', () => {
  const requests = { total: 3, succeeded: 0, failed: 0, cancelled: 3 };
  expect(runHeadline(runOf({ requests })).words).toBe('Every request was cancelled');
  expect(runHeadline(runOf({})).words).toBe('No request was sent');
});
