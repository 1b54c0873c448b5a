import { expect, test } from 'vitest';
import { comparedJourneys } from './compared-journeys.ts';
import { emptySummary } from './summary.ts';
import { NO_TIME_STATS } from './time-stats.ts';

function runOf(completed: number, p95: number) {
  const time = { ...NO_TIME_STATS, p50: 100, p95 };
  const journeys = { started: 1000, completed, skipped: 1000 - completed, cut: 0, time };
  return { summary: { ...emptySummary(), journey: { journeys, skippedRequests: 7, checks: [], dataRows: {} } } };
}

test('the steps that journeys reached are shown side by side, and their times with the change', () => {
  const rows = comparedJourneys([runOf(1000, 200), runOf(900, 300)]);
  expect(rows.map(({ label, cells }) => [label, ...cells.map(({ words }) => words)])).toEqual([
    ['Started', '1,000', '1,000'],
    ['Completed', '1,000 (100 %)', '900 (90.0 %)'],
    ['Stopped early', '0 (0 %)', '100 (10.0 %)'],
    ['Cut off by the end of the run', '0', '0'],
    ['Requests not sent', '7', '7'],
    ['A journey, p50', '100 ms', '100 ms'],
    ['A journey, p95', '200 ms', '300 ms'],
  ]);
  expect(rows.at(-1)?.cells.map(({ change }) => change?.words ?? null)).toEqual([null, '+50 %']);
});

test('runs of single requests have no journeys, and few journeys have no times', () => {
  expect(comparedJourneys([{ summary: emptySummary() }])).toEqual([]);
  expect(comparedJourneys([runOf(10, 200)]).at(-1)?.cells).toEqual([{ words: '–', change: null }]);
});
