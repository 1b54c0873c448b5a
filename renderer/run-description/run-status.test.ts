import { expect, test } from 'vitest';
import { summaryOf } from '../../shared/test-example-run.ts';
import { stateWords, statusOf, statusWords } from './run-status.ts';

const summary = summaryOf(100);
const PASSED = { expression: 'p(99) < 250', actual: 12, passed: true };
const BROKEN = { expression: 'error_rate < 0.01', actual: 0.2, passed: false };

test('thresholds decide about a completed run', () => {
  expect(statusOf({ summary, state: 'completed', verdicts: [] })).toBe('completed');
  expect(statusOf({ summary, state: 'completed', verdicts: [PASSED] })).toBe('passed');
  expect(statusOf({ summary, state: 'completed', verdicts: [PASSED, BROKEN] })).toBe('broken');
});

test('a run that did not end by itself has not passed', () => {
  expect(statusOf({ summary, state: 'stopped', verdicts: [PASSED] })).toBe('stopped');
  expect(statusOf({ summary, state: 'interrupted', verdicts: [PASSED] })).toBe('interrupted');
  expect(statusOf({ summary, state: 'stopped', verdicts: [BROKEN] })).toBe('broken');
  expect(statusOf({ summary, state: 'failed', verdicts: [PASSED] })).toBe('failed');
});

test('a run that goes on is not judged yet', () => {
  expect(statusOf({ summary, state: 'running', verdicts: [BROKEN] })).toBe('active');
  expect(statusWords({ summary, state: 'running', verdicts: [BROKEN] })).toBe('Running');
});

test('a run that failed throughout is not called completed', () => {
  const failed = { ...summary, requests: { ...summary.requests, failed: 100, succeeded: 0 }, statusCodes: { 404: 100 } };
  expect(stateWords({ state: 'completed', summary: failed })).toBe('All failed');
  expect(stateWords({ state: 'failed', summary: failed })).toBe('Failed');
  expect(stateWords({ state: 'running', summary: failed })).toBe('Running');
  expect(stateWords({ state: 'completed', summary })).toBe('Completed');
});

test('the words name state and thresholds', () => {
  expect(statusWords({ summary, state: 'completed', verdicts: [] })).toBe('Completed');
  expect(statusWords({ summary, state: 'completed', verdicts: [PASSED, PASSED] })).toBe('Completed, thresholds passed');
  expect(statusWords({ summary, state: 'stopped', verdicts: [BROKEN] })).toBe('Stopped, threshold failed');
  expect(statusWords({ summary, state: 'completed', verdicts: [PASSED, BROKEN] })).toBe('Completed, 1 of 2 thresholds failed');
});

test('a run with only failures has not simply completed', () => {
  const requests = { total: 9, succeeded: 0, failed: 9, cancelled: 0 };
  const failed = { ...summary, requests, outcomes: { http_4xx: 9 }, statusCodes: { 404: 9 } };
  expect(statusOf({ summary: failed, state: 'completed', verdicts: [PASSED] })).toBe('broken');
  expect(statusWords({ summary: failed, state: 'completed', verdicts: [] })).toBe('Every request failed: 404');
  expect(statusWords({ summary: failed, state: 'completed', verdicts: [PASSED] })).toBe(
    'Every request failed: 404, threshold passed',
  );
  expect(statusWords({ summary: failed, state: 'running', verdicts: [] })).toBe('Running');
});
