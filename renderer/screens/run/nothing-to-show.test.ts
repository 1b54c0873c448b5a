import { expect, test } from 'vitest';
import { exampleRun, summaryOf } from '../../../shared/test-example-run.ts';
import { hasNothingToShow } from './nothing-to-show.ts';

const all = summaryOf(10);
const refused = { ...all, requests: { ...all.requests, succeeded: 0, failed: 10 }, statusCodes: {} };

test('without a response there is nothing to show, with any end of the run', () => {
  for (const state of ['running', 'completed', 'stopped', 'interrupted', 'failed'] as const)
    expect(hasNothingToShow(exampleRun({ state, summary: refused }))).toBe(true);
});

test('a response is shown, even one with an error status', () => {
  const notFound = { ...refused, statusCodes: { 404: 10 } };
  expect(hasNothingToShow(exampleRun({ state: 'completed', summary: notFound }))).toBe(false);
  expect(hasNothingToShow(exampleRun({ state: 'failed', summary: all }))).toBe(false);
});

test('a run that has just begun waits for its first response', () => {
  const none = { ...all, requests: { ...all.requests, total: 0, succeeded: 0, failed: 0 }, statusCodes: {} };
  expect(hasNothingToShow(exampleRun({ state: 'running', summary: none }))).toBe(false);
  expect(hasNothingToShow(exampleRun({ state: 'stopped', summary: none }))).toBe(true);
});
