import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleRun, exampleSnapshot } from '../../shared/test-example-run.ts';
import { Histogram, type HistogramData } from '../../shared/histogram.ts';
import { OUTCOME_CODE } from '../../shared/outcome.ts';
import { allocateDots, type Snapshot } from '../../shared/snapshot.ts';
import { emptySummary } from '../../shared/summary.ts';
import type { TimeStats } from '../../shared/time-stats.ts';
import { figuresOf } from './live-run-figures.ts';
import { selectRun, selectSummary, type Selection } from './live-run-selection.ts';
import { viewOf } from './live-run-view.ts';
import { beginLiveRun, type LiveRun } from './live-run.ts';

function histogramOf(times: readonly number[]): HistogramData {
  const histogram = new Histogram();
  for (const time of times) histogram.record(time);
  return histogram.toData();
}

interface Ended {
  readonly succeeded: readonly number[];
  readonly failed: readonly number[];
  readonly cancelled: readonly number[];
}

function columnOf({ succeeded, failed, cancelled }: Ended): Snapshot {
  const all = [...succeeded, ...failed, ...cancelled];
  const times = (some: readonly number[]) => ({ service: histogramOf(some), response: histogramOf(some) });
  const dots = allocateDots(all.length);
  dots.outcome.set(all.map((_, at) => codeAt(at, succeeded.length, failed.length)));
  dots.response.set(all);
  return exampleSnapshot({
    ...times([...succeeded, ...failed]),
    failures: times(failed),
    succeeded: succeeded.length,
    failed: failed.length,
    cancelled: cancelled.length,
    outcomes: { ok: succeeded.length, http_5xx: failed.length, cancelled: cancelled.length },
    inFlight: 7,
    dots,
  });
}

function codeAt(at: number, succeeded: number, failed: number): number {
  if (at < succeeded) return OUTCOME_CODE.ok;
  return at < succeeded + failed ? OUTCOME_CODE.http_5xx : OUTCOME_CODE.cancelled;
}

const row = exampleRun();

function runOf(column: Snapshot): LiveRun {
  return { ...beginLiveRun('r'), row, columns: [column] };
}

function selected(column: Snapshot, selection: Selection): Snapshot {
  const [only] = viewOf(selectRun(runOf(column), selection), 'All', 'response_time', selection).columns;
  if (only === undefined) throw new Error('The view has the column');
  return only;
}

const times = fc.array(fc.double({ min: 0.01, max: 60_000, noNaN: true }), { maxLength: 30 });

test('the parts hold exactly the times of their requests, in every figure and dot', () => {
  fc.assert(
    fc.property(times, times, times, (succeeded, failed, cancelled) => {
      const column = columnOf({ succeeded, failed, cancelled });
      for (const [selection, part] of [
        ['succeeded', succeeded],
        ['failed', failed],
      ] as const) {
        const only = selected(column, selection);
        const expected = histogramOf(part);
        expect([...only.response.buckets]).toEqual([...expected.buckets]);
        expect([...only.response.counts]).toEqual([...expected.counts]);
        expect(figuresOf(only, 'response_time').count).toBe(part.length);
        expect(only.dots.endedAt).toHaveLength(part.length);
        expect(only.succeeded + only.failed + only.cancelled).toBe(part.length);
        expect(only.inFlight).toBe(7);
      }
      expect(selected(column, 'all')).toBe(column);
    }),
  );
});

test("the summary of a part is of that part's requests", () => {
  const stats = (mean: number): TimeStats => ({ ...emptySummary().serviceTime, mean });
  const summary = {
    ...emptySummary(),
    requests: { total: 12, succeeded: 6, failed: 4, cancelled: 2 },
    throughput: 100,
    succeededTimes: { serviceTime: stats(1), responseTime: stats(2) },
    failedTimes: { serviceTime: stats(3), responseTime: stats(4) },
  };
  expect(selectSummary(summary, 'failed')).toMatchObject({
    requests: { total: 4, succeeded: 0, failed: 4, cancelled: 0 },
    throughput: 40,
    serviceTime: { mean: 3 },
    responseTime: { mean: 4 },
  });
  expect(selectSummary(summary, 'succeeded')).toMatchObject({ requests: { total: 6 }, throughput: 60, serviceTime: { mean: 1 } });
  expect(selectSummary({ ...summary, failedTimes: null }, 'failed').serviceTime).toEqual(emptySummary().serviceTime);
  expect(selectSummary(summary, 'all')).toBe(summary);
});
