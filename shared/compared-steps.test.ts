import { expect, test } from 'vitest';
import { comparedSteps } from './compared-steps.ts';
import { emptySummary, type StepSummary } from './summary.ts';
import { exampleRun } from './test-example-run.ts';
import { NO_TIME_STATS } from './time-stats.ts';

function stepOf(name: string, p95: number, total = 300, failed = 0): StepSummary {
  const requests = { total, succeeded: total - failed, failed, cancelled: 0 };
  const serviceTime = { ...NO_TIME_STATS, p95 };
  return { index: 0, scenario: 'shop', name, requests, throughput: 30, serviceTime, responseTime: NO_TIME_STATS };
}

const runOf = (...steps: StepSummary[]) => exampleRun({ summary: { ...emptySummary(), steps } });

test('the steps of all runs are matched by their names', () => {
  const a = runOf(stepOf('list', 20), stepOf('buy', 100, 300, 3));
  const b = runOf(stepOf('buy', 130), stepOf('pay', 50, 20));
  expect(comparedSteps([a, b])).toMatchObject([
    {
      label: 'list',
      cells: [
        { p95: '20.0 ms', rate: '30/s', failed: '0 %' },
        { p95: '–', rate: '–', failed: '–' },
      ],
    },
    {
      label: 'buy',
      cells: [
        { p95: '100 ms', failed: '1.00 %' },
        { p95: '130 ms', failed: '0 %' },
      ],
    },
    {
      label: 'pay',
      cells: [
        { p95: '–', rate: '–', failed: '–' },
        { p95: '–', failed: '0 %' },
      ],
    },
  ]);
  expect(comparedSteps([runOf(stepOf('list', 20)), runOf(stepOf('list', 30))])).toEqual([]);
});

test('a step that is 30 % slower than in the first run says so if both have enough requests', () => {
  const changes = (before: StepSummary, after: StepSummary) =>
    comparedSteps([runOf(before, stepOf('buy', 100)), runOf(after, stepOf('buy', 100))]).map(({ cells }) =>
      cells.map(({ p95Change }) => p95Change?.words ?? null),
    );
  expect(changes(stepOf('list', 20), stepOf('list', 26))).toEqual([
    [null, '+30 %'],
    [null, '0.0 %'],
  ]);
  expect(changes(stepOf('list', 20), stepOf('list', 26, 50))[0]).toEqual([null, null]);
});
