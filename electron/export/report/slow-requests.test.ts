import { expect, test } from 'vitest';
import { exampleBatch, examplePlan, summaryOf } from '../../../shared/test-example-run.ts';
import { TraceIds } from '../../../shared/trace-id.ts';
import { openTestRuns } from '../../store/test-history.ts';
import { reportHtml } from './report-html.ts';
import { slowRequests } from './slow-requests.ts';

test('the report lists the slowest requests, with their Server-Timing and links to their traces', () => {
  const { runs } = openTestRuns();
  runs.insert({ id: 'a', name: 'A', planId: null, plan: { ...examplePlan(), trace: true }, startedAt: 0 });
  const rows = (count: number, ms: number) =>
    Array.from({ length: count }, (_, at) => ({ iteration: 100 * ms + at, dueAt: 100, sentAt: 100, endedAt: 100 + ms + at }));
  runs.append('a', exampleBatch(rows(8, 10)));
  runs.append('a', { ...exampleBatch(rows(8, 400)), timings: [{ row: 7, text: 'db;dur=390;desc="<b>"' }] });
  runs.append('a', exampleBatch(rows(8, 200)));
  runs.finish('a', { state: 'completed', reason: null, summary: summaryOf(24), verdicts: [] });
  const row = runs.row('a');
  if (row === null) throw new Error('The run is in the history');
  const slow = slowRequests(runs.path, row);
  expect(slow.map(({ seq, response }) => [seq, response])).toEqual([
    ...Array.from({ length: 8 }, (_, at) => [16 - at, 407 - at]),
    [24, 207],
    [23, 206],
  ]);
  expect(slow.map(({ serverTiming }) => serverTiming).filter((text) => text !== null)).toEqual(['db;dur=390;desc="<b>"']);
  const report = reportHtml(row, [], '1.0', { slow, traceUrl: 'http://127.0.0.1:16686/trace/{traceId}' });
  expect(report).toContain('db 390 ms (&lt;b&gt;)');
  const id = new TraceIds('a').traceId(40_007, 0);
  expect(report).toContain(
    `<a href="http://127.0.0.1:16686/trace/${id}" title="${id}" rel="noopener noreferrer"><code>…${id.slice(-8)}</code></a>`,
  );
  expect(reportHtml(row, [], '1.0', { slow })).not.toContain('<a href');
});
