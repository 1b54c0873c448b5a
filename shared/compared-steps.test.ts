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

test('the steps of all runs stand beside each other by their name', () => {
  const a = runOf(stepOf('list', 20), stepOf('buy', 100, 300, 3));
  const b = runOf(stepOf('buy', 130), stepOf('pay', 50, 20));
  expect(comparedSteps([a, b])).toEqual([
    {
      label: 'list',
      cells: [
        { p95: '20.0 ms', failed: '0 %' },
        { p95: '–', failed: '–' },
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
        { p95: '–', failed: '–' },
        { p95: '–', failed: '0 %' },
      ],
    },
  ]);
  expect(comparedSteps([runOf(stepOf('list', 20)), runOf(stepOf('list', 30))])).toEqual([]);
});
