import { readVerdict } from '../../../shared/plan/written-verdict.ts';
import { expect, test } from 'vitest';
import { examplePlan, exampleRun, exampleSnapshot, summaryOf } from '../../../shared/test-example-run.ts';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import type { RunRow } from '../../../shared/run.ts';
import { beginLiveRun, openLiveRun } from '../../live-run/live-run.ts';
import { viewOf } from '../../live-run/live-run-view.ts';
import { chartHeights } from './charts/chart-heights.ts';
import { shownWords, spanWords } from './charts/main-words.ts';
import { plannedRate } from './charts/planned-rate.ts';
import { backOffWords, limitsOf, progressOf, verdictBar } from './run-words.ts';

function rowOf(changes: Partial<PlanInput> = {}, ended = 0): RunRow {
  const plan = examplePlan(changes);
  const summary = summaryOf(ended);
  const verdicts = plan.thresholds.map(({ expression }) => readVerdict({ expression, actual: null, passed: false }));
  return exampleRun({ plan, summary, verdicts });
}

test('the progress of a run is its clock if the length is known, and otherwise its iterations', () => {
  const timed = rowOf({ load: { model: 'closed', stages: [{ duration: '1m', target: 5 }] } });
  expect(progressOf(timed, 51_200)).toEqual({ share: 51.2 / 60, done: '0:51.2', total: '1:00', left: '8.8 s left' });
  expect(progressOf(timed, 61_000)).toMatchObject({ share: 1, left: null });
  expect(progressOf(rowOf({}, 250), 5000)).toEqual({ share: 0.25, done: '250', total: '1,000', left: 'about 15 s left' });
  expect(progressOf(rowOf({}, 0), 5000)).toMatchObject({ share: 0, left: null });
});

test('a pause moves the end of a timed run and is not part of the pace of iterations', () => {
  const annotations = [
    { at: 10_000, kind: 'paused' },
    { at: 30_000, kind: 'resumed' },
  ] as const;
  const timed = { ...rowOf({ load: { model: 'closed', stages: [{ duration: '1m', target: 5 }] } }), annotations };
  expect(progressOf(timed, 40_000)).toEqual({ share: 1 / 3, done: '0:40.0', total: '1:20', left: '40 s left' });
  expect(progressOf(timed, 20_000)).toEqual({ share: 1 / 6, done: '0:20.0', total: '1:10', left: '50 s left' });
  expect(progressOf({ ...rowOf({}, 250), annotations }, 35_000)).toMatchObject({ left: 'about 45 s left' });
});

test('a verdict bar ends at twice the limit', () => {
  expect(verdictBar(readVerdict({ expression: 'p(99) < 250', actual: 125, passed: true }))).toEqual({ actual: 0.25, limit: 0.5 });
  expect(verdictBar(readVerdict({ expression: 'p(99) < 250', actual: 2810, passed: false }))?.actual).toBe(1);
  expect(verdictBar(readVerdict({ expression: 'p(99) < 250', actual: null, passed: false }))).toBeNull();
});

test('only thresholds on the shown time are drawn', () => {
  const row = rowOf({ thresholds: ['p(99) < 250', 'avg{response_time} <= 80', 'error_rate < 0.01'] });
  expect(limitsOf(row, 'service_time')).toEqual([{ label: 'p99 < 250 ms', time: 250 }]);
  expect(limitsOf(row, 'response_time')).toEqual([{ label: 'avg <= 80 ms', time: 80 }]);
});

test('the legend names exactly what is drawn', () => {
  const words = (count: number, dotsAreAll: boolean, failed = 0): string => {
    const snapshot = exampleSnapshot({ succeeded: count - failed, failed, dotsAreAll });
    return shownWords(viewOf(openLiveRun(beginLiveRun('r'), { row: rowOf(), snapshots: [snapshot] }), 'All', 'response_time'));
  };
  expect(words(0, true)).toBe('no request has ended yet');
  expect(words(1, true)).toBe('the only request');
  expect(words(1000, true)).toBe('all 1,000 requests');
  expect(words(200_000, false)).toBe('heat map of 200,000 requests + the 7 slowest of each quarter second');
  expect(words(200_000, false, 3)).toBe(
    'heat map of 200,000 requests + the 7 slowest of each quarter second + failures (up to 25 each)',
  );
  expect([20, 100, 250, 500, 1000, 4000].map(spanWords)).toEqual([
    '20.0 ms',
    '100 ms',
    'quarter second',
    'half second',
    'second',
    '4 s',
  ]);
});

test('the planned rate runs through the ends of the stages', () => {
  const load = { model: 'open', startTarget: 0, stages: [{ duration: '10s', target: 100 }], maxVus: 10 } as const;
  expect(
    plannedRate(examplePlan({ load: { ...load, stages: [...load.stages] } }))?.map(({ from, value }) => [from, value]),
  ).toEqual([
    [0, 0],
    [10_000, 100],
  ]);
  expect(plannedRate(examplePlan())).toBeNull();
});

test('the planned rate counts the requests of all steps of each iteration', () => {
  const step = { url: 'http://127.0.0.1/' };
  const scenarios = [
    { name: 'a', weight: 3, steps: [step] },
    { name: 'b', weight: 1, steps: [step, step, step] },
  ];
  const plan = examplePlan({ scenarios, load: { model: 'open', stages: [{ duration: '10s', target: 20 }] } });
  expect(plannedRate(plan)?.map(({ value }) => value)).toEqual([30, 30]);
});

test('charts share the height, and the main one keeps 200 px if possible', () => {
  const roomy = chartHeights(700, 'stack');
  expect(roomy.main).toBeGreaterThanOrEqual(270);
  expect(roomy.small).toHaveLength(3);
  expect(roomy.main + 4 * 24 + 3 * 8 + roomy.small.reduce((sum, height) => sum + height, 0)).toBeLessThanOrEqual(700);
  expect(chartHeights(380, 'pair').main).toBeGreaterThanOrEqual(200);
});

test('a pause after failed connections says for which users and how long', () => {
  expect(backOffWords(undefined)).toBeNull();
  expect(backOffWords(exampleSnapshot())).toBeNull();
  expect(backOffWords(exampleSnapshot({ backingOff: 1, longestBackOffMs: 20 }))).toBe(
    '1 VU pauses up to 20.0 ms after failed connects',
  );
  expect(backOffWords(exampleSnapshot({ backingOff: 4, longestBackOffMs: 640 }))).toBe(
    '4 VUs pause up to 640 ms after failed connects',
  );
});
