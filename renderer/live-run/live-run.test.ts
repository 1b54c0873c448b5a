import { inSlots } from '../../shared/snapshot-columns.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleRun, exampleSnapshot, summaryOf } from '../../shared/test-example-run.ts';
import { Histogram, percentileOf } from '../../shared/histogram.ts';
import type { RunEvent, RunState } from '../../shared/run.ts';
import { allocateDots, FAILURES_PER_SNAPSHOT, SLOWEST_PER_SNAPSHOT, SNAPSHOT_MS, type Snapshot } from '../../shared/snapshot.ts';
import { MOST_COLUMNS } from '../../shared/snapshot-columns.ts';
import { figuresOf, timesOfAll } from './live-run-figures.ts';
import { afterRunEvent, beginLiveRun, openLiveRun, type LiveRun } from './live-run.ts';

const row = exampleRun();

function snapshotAt(index: number, times: readonly number[] = [5]): Snapshot {
  const histogram = new Histogram();
  for (const time of times) histogram.record(time);
  const data = histogram.toData();
  return exampleSnapshot({
    index,
    startAt: index * SNAPSHOT_MS,
    endAt: (index + 1) * SNAPSHOT_MS,
    succeeded: times.length,
    service: data,
    response: data,
    outcomes: { ok: times.length },
  });
}

function event(snapshot: Snapshot): RunEvent {
  return { type: 'snapshot', runId: 'r', snapshot, summary: summaryOf(snapshot.index + 1), verdicts: [] };
}

function opened(snapshots: readonly Snapshot[] = []): LiveRun {
  return openLiveRun(beginLiveRun('r'), { row, snapshots });
}

function total(run: LiveRun): number {
  return run.columns.reduce((sum, column) => sum + column.succeeded, 0);
}

test('events that come before the past was read are added afterwards, and none of them twice', () => {
  const past = [0, 1, 2, 3].map((index) => snapshotAt(index));
  const early = [2, 3, 4, 5].map((index) => event(snapshotAt(index)));
  const run = openLiveRun(early.reduce(afterRunEvent, beginLiveRun('r')), { row, snapshots: past });
  expect(run.columns.map((column) => column.index)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(run.row?.summary.requests.total).toBe(6);
  expect(run.pending).toEqual([]);
});

test('events of other runs change nothing', () => {
  const run = opened([snapshotAt(0)]);
  expect(afterRunEvent(run, { ...event(snapshotAt(1)), runId: 'other' } as RunEvent)).toBe(run);
});

test('states follow one another, and the end is final', () => {
  let run = opened();
  const enter = (state: RunState): LiveRun => (run = afterRunEvent(run, { type: 'state', runId: 'r', state }));
  expect(enter('stopping').row?.state).toBe('stopping');
  run = afterRunEvent(run, { type: 'ended', row: { ...row, state: 'stopped' } });
  expect(enter('running').row?.state).toBe('stopped');
  expect(afterRunEvent(run, event(snapshotAt(7))).row?.state).toBe('stopped');
});

test('opening again starts over', () => {
  const run = openLiveRun(opened([snapshotAt(0), snapshotAt(1)]), { row, snapshots: [snapshotAt(0)] });
  expect(run.columns).toHaveLength(1);
});

test('columns stay bounded, in order, without overlap, and no request is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 10, maxLength: 400 }),
      fc.integer({ min: 1, max: 12 }),
      (gaps, scale) => {
        let index = 0;
        let run = opened();
        let sent = 0;
        for (let round = 0; round < scale; round += 1) {
          for (const gap of gaps) {
            index += gap;
            const twice = event(snapshotAt(index, [1, 2]));
            run = afterRunEvent(afterRunEvent(run, twice), twice);
            sent += 2;
          }
        }
        expect(run.columns.length).toBeLessThanOrEqual(MOST_COLUMNS);
        expect(total(run)).toBe(sent);
        run.columns.forEach((column, at) => {
          expect(column.endAt).toBeLessThanOrEqual(run.columns[at + 1]?.startAt ?? Infinity);
          expect(column.endAt - column.startAt).toBeLessThanOrEqual(run.columnMs);
        });
      },
    ),
    { numRuns: 40 },
  );
});

test('a run that is read at the end has the same columns as one that is followed live', () => {
  const snapshots = Array.from({ length: MOST_COLUMNS * 2 + 3 }, (_, index) => snapshotAt(index, [index + 1]));
  const live = snapshots.map(event).reduce(afterRunEvent, opened());
  expect(openLiveRun(beginLiveRun('r'), { row, snapshots }).columns).toEqual(live.columns);
});

test("percentiles of merged columns are within 0.4 % of the sorted array's", () => {
  const column = fc.array(fc.double({ min: 0.01, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.array(column, { minLength: 1, maxLength: 16 }), (columns) => {
      const [wide] = inSlots(
        columns.map((times, index) => snapshotAt(index, times)),
        SNAPSHOT_MS * 16,
      );
      const sorted = columns.flat().toSorted((a, b) => a - b);
      const figures = figuresOf(wide!, 'response_time');
      for (const percent of [50, 95, 99] as const) {
        const exact = sorted[Math.ceil((percent * sorted.length) / 100 - 1e-9) - 1]!;
        expect(Math.abs(figures[`p${percent}`] - exact)).toBeLessThanOrEqual(exact * 0.004);
      }
      expect(figures.max).toBe(sorted.at(-1));
      expect(figures.cells.counts.reduce((sum, count) => sum + count, 0)).toBe(sorted.length);
      expect([...figures.cells.rows]).toEqual([...new Set(figures.cells.rows)].toSorted((a, b) => a - b));
    }),
  );
});

test('a merged column keeps the slowest and the first failures only, once it does not hold every request', () => {
  const thinned = (index: number): Snapshot => {
    const dots = allocateDots(100);
    dots.response.set(Array.from({ length: 100 }, (_, at) => at + index));
    dots.outcome.fill(2, 0, 30);
    return { ...snapshotAt(index), dots, dotsAreAll: false };
  };
  const [merged] = inSlots([thinned(0), thinned(1)], SNAPSHOT_MS * 2);
  expect(merged?.dots.endedAt).toHaveLength(SLOWEST_PER_SNAPSHOT + FAILURES_PER_SNAPSHOT);
  expect(Math.max(...merged!.dots.response)).toBe(100);
});

test('the times of several columns contain all of their times', () => {
  const all = timesOfAll([snapshotAt(0, [1, 2]), snapshotAt(1, [3])], 'service_time');
  expect(all?.count).toBe(3);
  expect(percentileOf(all!, 100)).toBe(3);
  expect(timesOfAll([], 'service_time')).toBeNull();
});
