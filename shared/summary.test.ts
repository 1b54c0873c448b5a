import { expect, test } from 'vitest';
import { emptySummary, errorRate, headlineOf } from './summary.ts';

test('the error rate is the failed share of the completed requests; cancelled requests do not count', () => {
  expect(errorRate({ total: 10, succeeded: 6, failed: 2, cancelled: 2 })).toBe(0.25);
  expect(errorRate({ total: 3, succeeded: 0, failed: 3, cancelled: 0 })).toBe(1);
  expect(errorRate({ total: 2, succeeded: 0, failed: 0, cancelled: 2 })).toBe(0);
  expect(errorRate(emptySummary().requests)).toBe(0);
});

test('only arrivals are judged by response time, because the response time of requests due at the start includes their wait in the queue', () => {
  expect([headlineOf('closed'), headlineOf('iterations'), headlineOf('open')]).toEqual([
    'service_time',
    'service_time',
    'response_time',
  ]);
});

test('empty summaries share no object that could be changed', () => {
  expect(emptySummary()).toEqual(emptySummary());
  expect(emptySummary().outcomes).not.toBe(emptySummary().outcomes);
});
