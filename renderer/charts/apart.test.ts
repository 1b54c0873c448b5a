import { expect, test } from 'vitest';
import { Histogram } from '../../shared/histogram.ts';
import type { GroupColumn } from '../../shared/sample-query.ts';
import { exampleRun } from '../../shared/test-example-run.ts';
import { beginLiveRun } from '../live-run/live-run.ts';
import { viewOf } from '../live-run/live-run-view.ts';
import { errorTraces, inFlightTraces, percentileTraces, rateTraces } from './apart.ts';

const VIEW = { ...viewOf({ ...beginLiveRun('r'), row: exampleRun() }, 'All', 'service_time'), knownUntil: 4000 };

function column(at: number, times: readonly number[], failed = 0): GroupColumn {
  const histogram = new Histogram();
  for (const time of times) histogram.record(time);
  const data = histogram.toData();
  const counts = { succeeded: times.length - failed, failed, inFlight: at };
  return { startAt: at * 1000, endAt: (at + 1) * 1000, ...counts, service: data, response: data };
}

const times = (count: number, time: number): number[] => Array.from({ length: count }, () => time);

test('each step is a line of its p95 over one of its p50, in its own colour', () => {
  const groups = [
    { index: 0, columns: [column(0, times(40, 10)), column(1, times(40, 10))] },
    { index: 3, columns: [column(0, times(40, 100)), column(1, times(40, 100))] },
  ];
  const traces = percentileTraces(groups, VIEW, 'service_time');
  expect(traces.map(({ token, isThin = false }) => [token, isThin])).toEqual([
    ['c1', true],
    ['c1', false],
    ['c4', true],
    ['c4', false],
  ]);
  expect(traces.map(({ points }) => Math.round(points[1]?.value ?? 0))).toEqual([10, 10, 100, 100]);
});

test('a step with few requests has wider columns, and no request is lost in them', () => {
  const columns = [0, 1, 2, 3].map((at) => column(at, times(6, 10), at === 0 ? 3 : 0));
  const groups = [{ index: 0, columns }];
  expect(rateTraces(groups, VIEW)[0]?.points).toEqual([
    { from: 0, to: 2000, value: 6 },
    { from: 2000, to: 4000, value: 6 },
  ]);
  expect(errorTraces(groups, VIEW)[0]?.points.map(({ value }) => value)).toEqual([25, 0]);
  expect(inFlightTraces(groups, VIEW)[0]?.points.map(({ value }) => value)).toEqual([0, 1, 2, 3]);
});

test('the line has a gap if no request ended', () => {
  const groups = [{ index: 0, columns: [column(0, times(10, 10)), column(3, times(10, 10))] }];
  expect(rateTraces(groups, VIEW)[0]?.points.map(({ value }) => value)).toEqual([10, null, 10]);
});
