import { expect, test } from 'vitest';
import { reportHtml } from '../electron/export/report/report-html.ts';
import { comparedSteps } from './compared-steps.ts';
import { checkRows } from './check-table.ts';
import type { RunRow } from './run.ts';
import { summaryMarkdown } from './summary-markdown.ts';
import { emptySummary } from './summary.ts';
import { examplePlan, exampleRun } from './test-example-run.ts';
import { NO_TIME_STATS } from './time-stats.ts';

const FUNNEL = { started: 400, completed: 360, stoppedEarly: 40, cutOff: 0, notSent: 60 };

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
    journey: { skippedRequests: 0, checks, dataRows: {} },
  };
  return exampleRun({ state: 'completed', plan: examplePlan({ version: 2, scenarios: [{ name: 'buy', steps }] }), summary });
}

test('each check says how often it passed, and one that was never asked says so', () => {
  expect(checkRows(shopRun(40))).toEqual([
    ['status 200', 'log in', 'never evaluated', '0'],
    ['status 200', 'order', '360 (90.0 %)', '40'],
  ]);
});

test('Markdown and the report have the checks and the funnel', () => {
  const sentence = '400 journeys started, 360 completed (90.0 %), 40 stopped early, so 60 requests were not sent.';
  const markdown = summaryMarkdown(shopRun(40), '1.0', [FUNNEL]);
  expect(markdown).toContain(sentence);
  expect(markdown).toContain('| status 200 | order | 360 (90.0 %) | 40 |');
  const report = reportHtml(shopRun(40), [], '1.0', [FUNNEL]);
  expect(report).toContain(sentence);
  expect(report).toContain('never evaluated');
});

test('Compare has the share of the checks that passed beside each other', () => {
  const [, order] = comparedSteps([shopRun(0), shopRun(40)]);
  expect(order?.cells.map(({ checks }) => checks)).toEqual(['100 %', '90.0 %']);
});
