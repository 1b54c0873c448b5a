import { ENOUGH_SAMPLES } from '../../shared/snapshot-columns.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { examplePlan, exampleRun, exampleSnapshot, summaryOf } from '../../shared/test-example-run.ts';
import type { PlanInput } from '../../shared/plan/plan.ts';
import type { RunState } from '../../shared/run.ts';
import { SNAPSHOT_MS } from '../../shared/snapshot.ts';
import { beginLiveRun, openLiveRun, type LiveRun } from './live-run.ts';
import { knownUntilOf, secondsOf, viewOf, widened } from './live-run-view.ts';

interface Example {
  readonly columns: number;
  readonly perColumn?: number;
  readonly load?: PlanInput['load'];
  readonly state?: RunState;
  readonly durationMs?: number;
  readonly dotsAreAll?: boolean;
}

const MINUTE: PlanInput['load'] = { model: 'closed', stages: [{ duration: '1m', target: 5 }] };

function runOf({ columns, perColumn = 30, load, state = 'running', durationMs = 0, dotsAreAll = true }: Example): LiveRun {
  const plan = examplePlan(load === undefined ? {} : { load });
  const row = exampleRun({ plan, state });
  const snapshots = Array.from({ length: columns }, (_, index) =>
    exampleSnapshot({
      index,
      startAt: index * SNAPSHOT_MS,
      endAt: (index + 1) * SNAPSHOT_MS,
      succeeded: perColumn,
      dotsAreAll,
    }),
  );
  return openLiveRun(beginLiveRun('r'), {
    row: { ...row, summary: { ...summaryOf(columns * perColumn), durationMs } },
    snapshots,
  });
}

test('a run of known length has its axis from the start', () => {
  expect(viewOf(runOf({ columns: 4, load: MINUTE }), 'All', 'service_time').domain).toEqual({ from: 0, to: 60_000 });
});

test('an axis of unknown length grows in round steps, and is exact once the run is over', () => {
  expect(viewOf(runOf({ columns: 1 }), 'All', 'response_time').domain.to).toBe(1000);
  expect(viewOf(runOf({ columns: 25 }), 'All', 'response_time').domain.to).toBe(8000);
  const over = runOf({ columns: 25, state: 'completed', durationMs: 6120 });
  expect(viewOf(over, 'All', 'response_time').domain).toEqual({ from: 0, to: 6120 });
});

test('a window rests for a twelfth of its length, then moves on', () => {
  const domainAt = (columns: number) => viewOf(runOf({ columns, perColumn: 1 }), '1 min', 'response_time').domain;
  expect(domainAt(241)).toEqual({ from: 5000, to: 65_000 });
  expect(domainAt(260)).toEqual({ from: 5000, to: 65_000 });
  expect(domainAt(261)).toEqual({ from: 10_000, to: 70_000 });
});

test('a window that is longer than the run so far is no wider than the run', () => {
  const over = runOf({ columns: 8, state: 'stopped', durationMs: 1900 });
  expect(viewOf(over, '5 min', 'response_time').domain).toEqual({ from: 0, to: 1900 });
});

test('there are never many more than 300 columns in view, and they hold every request of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4000 }), (columns) => {
      const view = viewOf(runOf({ columns, perColumn: 2 }), 'All', 'response_time');
      expect(view.columns.length).toBeLessThanOrEqual(301);
      expect(view.ended).toBe(columns * 2);
    }),
    { numRuns: 20 },
  );
});

test('every request is a dot up to 5,000, and only while the columns hold them all', () => {
  expect(viewOf(runOf({ columns: 10, perColumn: 500 }), 'All', 'response_time').showsAll).toBe(true);
  expect(viewOf(runOf({ columns: 10, perColumn: 501 }), 'All', 'response_time').showsAll).toBe(false);
  expect(viewOf(runOf({ columns: 1, perColumn: 5, dotsAreAll: false }), 'All', 'response_time').showsAll).toBe(false);
});

test('columns widen until they hold enough requests, but not past an eighth of the axis', () => {
  const rare = viewOf(runOf({ columns: 40, perColumn: 1, load: MINUTE }), 'All', 'service_time');
  expect(widened(rare).columnMs).toBe(8000);
  const busy = viewOf(runOf({ columns: 40, perColumn: 25, load: MINUTE }), 'All', 'service_time');
  expect(widened(busy).columnMs).toBe(SNAPSHOT_MS);
});

test('at a steady rate nearly every column holds enough requests, though the number in each is off by one', () => {
  // 10/s: the columns of 2 s hold 19, 20 or 21.
  const columns = Array.from({ length: 240 }, (_, index) =>
    exampleSnapshot({
      index,
      startAt: index * 250,
      endAt: (index + 1) * 250,
      succeeded: index % 2 === 0 ? 3 : 2 - (index % 16 === 1 ? 1 : 0),
    }),
  );
  const run = { ...runOf({ columns: 0, load: MINUTE }), columns };
  const wide = widened(viewOf(run, 'All', 'service_time'));
  const counts = wide.columns.slice(0, -1).map(({ succeeded }) => succeeded);
  expect(counts.filter((count) => count < ENOUGH_SAMPLES)).toEqual([]);
});

test('the last column of a finished run counts for the part of it that the run lasted', () => {
  const over = runOf({ columns: 2, state: 'completed', durationMs: 300 });
  expect(knownUntilOf(over)).toBe(300);
  expect(secondsOf(over.columns[1]!, { knownUntil: 300 })).toBeCloseTo(0.05);
});
