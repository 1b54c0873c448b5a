import { expect, test } from 'vitest';
import { exampleSnapshot, exampleRun } from '../../shared/test-example-run.ts';
import { beginLiveRun, openLiveRun } from '../live-run/live-run.ts';
import { viewOf } from '../live-run/live-run-view.ts';
import { errorColumns } from './error-chart.tsx';

test('the shares of a column are of the requests that completed in it, by kind, and an empty column is left out', () => {
  const busy = { index: 0, startAt: 0, endAt: 250, succeeded: 90, failed: 10, cancelled: 5 };
  const outcomes = { ok: 90, http_5xx: 6, timeout: 1, connect_refused: 3, cancelled: 5 };
  const snapshots = [exampleSnapshot({ ...busy, outcomes }), exampleSnapshot({ index: 1, startAt: 250, endAt: 500 })];
  const run = openLiveRun(beginLiveRun('r'), { row: exampleRun({ state: 'running' }), snapshots });
  expect(errorColumns(viewOf(run, 'All', 'response_time'))).toEqual([
    { from: 0, to: 250, together: 10, shares: { http_5xx: 6, timeout: 1, no_response: 3 } },
  ]);
});
