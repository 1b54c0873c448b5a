import { expect, test } from 'vitest';
import { standingOf, standingWords } from './run-standing.ts';

const PASSED = { expression: 'p(99) < 250', actual: 12, passed: true };
const BROKEN = { expression: 'error_rate < 0.01', actual: 0.2, passed: false };

test('thresholds decide about a completed run', () => {
  expect(standingOf({ state: 'completed', verdicts: [] })).toBe('completed');
  expect(standingOf({ state: 'completed', verdicts: [PASSED] })).toBe('passed');
  expect(standingOf({ state: 'completed', verdicts: [PASSED, BROKEN] })).toBe('broken');
});

test('a run that did not end by itself has not passed', () => {
  expect(standingOf({ state: 'stopped', verdicts: [PASSED] })).toBe('stopped');
  expect(standingOf({ state: 'interrupted', verdicts: [PASSED] })).toBe('interrupted');
  expect(standingOf({ state: 'stopped', verdicts: [BROKEN] })).toBe('broken');
  expect(standingOf({ state: 'failed', verdicts: [PASSED] })).toBe('failed');
});

test('a run that goes on is not judged yet', () => {
  expect(standingOf({ state: 'running', verdicts: [BROKEN] })).toBe('active');
  expect(standingWords({ state: 'running', verdicts: [BROKEN] })).toBe('Running');
});

test('the words name state and thresholds', () => {
  expect(standingWords({ state: 'completed', verdicts: [] })).toBe('Completed');
  expect(standingWords({ state: 'completed', verdicts: [PASSED, PASSED] })).toBe('Completed, thresholds passed');
  expect(standingWords({ state: 'stopped', verdicts: [BROKEN] })).toBe('Stopped, threshold failed');
  expect(standingWords({ state: 'completed', verdicts: [PASSED, BROKEN] })).toBe('Completed, 1 of 2 thresholds failed');
});
