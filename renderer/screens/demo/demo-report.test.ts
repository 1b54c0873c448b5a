import { expect, test } from 'vitest';
import { summaryOf } from '../../../shared/test-example-run.ts';
import type { RunSummary } from '../../../shared/summary.ts';
import { demoProgress, demoVerdict } from './demo-report.ts';

function took(durationMs: number, mean: number): RunSummary {
  const summary = summaryOf(20);
  return { ...summary, durationMs, responseTime: { ...summary.responseTime, mean } };
}

test('the verdict names the faster server and by how much', () => {
  expect(demoVerdict(took(4250, 2660), took(20_880, 10_960))).toEqual({
    winner: 'Asynchronous is faster:',
    times: '4.25 s instead of 20.88 s',
    explanation: 'A task took 8.30 s less on average, 10.96 s down to 2.66 s.',
  });
});

test('the verdict also names the other server if that one is faster', () => {
  expect(demoVerdict(took(9000, 5000), took(3000, 1000))?.winner).toBe('Blocking is faster:');
});

test('without measurements there is no verdict', () => {
  expect(demoVerdict(null, took(1, 1))).toBeNull();
  expect(demoVerdict(took(0, 0), took(1, 1))).toBeNull();
});

test('progress counts requests and the time that is left', () => {
  expect(demoProgress('async', null)).toEqual({
    words: 'The asynchronous server responds: 0 of 20 requests done, about 26 s left',
    share: 0,
  });
  const later = demoProgress('blocking', { elapsedMs: 10_450, summary: summaryOf(10) });
  expect(later.words).toBe('The blocking server responds: 10 of 20 requests done, about 11 s left');
  expect(later.share).toBeCloseTo((4300 + 10_450) / 25_200);
});

test('a slow computer does not count below zero', () => {
  expect(demoProgress('blocking', { elapsedMs: 60_000, summary: summaryOf(19) })).toEqual({
    words: 'The blocking server responds: 19 of 20 requests done, nearly done',
    share: 1,
  });
});
