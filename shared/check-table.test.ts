import { expect, test } from 'vitest';
import { reportHtml } from '../electron/export/report/report-html.ts';
import { comparedSteps } from './compared-steps.ts';
import { checkRows } from './check-table.ts';
import type { RunRow } from './run.ts';
import { summaryMarkdown } from './summary-markdown.ts';
import { emptySummary } from './summary.ts';
import { examplePlan, exampleRun } from './test-example-run.ts';
import { NO_TIME_STATS } from './time-stats.ts';

const SCENARIO = {
  name: 'buy',
  started: 400,
  completed: 360,
  stoppedEarly: 40,
  cutOff: 0,
  notSent: 60,
  time: NO_TIME_STATS,
  steps: [
    { name: 'log in', reached: 400, failed: 40, skipped: 0 },
    { name: 'order', reached: 360, failed: 0, skipped: 40 },
  ],
};

function shopRun(failed: number): RunRow {
  const steps = ['log in', 'order'].map((name) => ({ name, url: 'http://127.0.0.1/', checks: [{ status: 200 }] }));
  const requests = { total: 400, succeeded: 400 - failed, failed, cancelled: 0 };
  const times = { serviceTime: NO_TIME_STATS, responseTime: NO_TIME_STATS };
  const check = { name: 'status 200', scenario: 'buy' };
  const checks = [
    { ...check, step: 'log in', passed: 0, failed: 0 },
    { ...check, step: 'order', passed: 400 - failed, failed },
  ];
  const summary = {
    ...emptySummary(),
    requests,
    steps: ['log in', 'order'].map((name, index) => ({ index, scenario: 'buy', name, requests, throughput: 40, ...times })),
    journey: { scenarios: [SCENARIO], skippedRequests: 60, checks, dataRows: {} },
  };
  return exampleRun({ state: 'completed', plan: examplePlan({ version: 2, scenarios: [{ name: 'buy', steps }] }), summary });
}

test('each check says how often it passed, and one that was never evaluated says so', () => {
  expect(checkRows(shopRun(40))).toEqual([
    ['status 200', 'log in', 'never evaluated', '0'],
    ['status 200', 'order', '360 (90.0 %)', '40'],
  ]);
});

test('Markdown and the report have the checks and the funnel', () => {
  const sentence = '400 journeys started, 360 completed (90.0 %), 40 stopped early, so 60 requests were not sent.';
  const markdown = summaryMarkdown(shopRun(40), '1.0');
  expect(markdown).toContain(sentence);
  expect(markdown).toContain('| status 200 | order | 360 (90.0 %) | 40 |');
  const report = reportHtml(shopRun(40), [], '1.0');
  expect(report).toContain(sentence);
  expect(report).toContain('never evaluated');
  expect(markdown).toContain('| order | 360 (90.0 %) | 0 | 40 |');
  expect(report).toMatch(/<th scope="row">order<\/th>\s*<td>360 \(90.0 %\)<\/td>\s*<td>0<\/td>\s*<td>40<\/td>/);
});

test('Compare shows the shares of passed checks side by side', () => {
  const [, order] = comparedSteps([shopRun(0), shopRun(40)]);
  expect(order?.cells.map(({ checks }) => checks)).toEqual(['100 %', '90.0 %']);
});
