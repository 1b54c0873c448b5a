import { expect, test } from 'vitest';
import { exampleRun, exampleSnapshot } from '../../../../shared/test-example-run.ts';
import { Histogram } from '../../../../shared/histogram.ts';
import { SNAPSHOT_MS, type Snapshot } from '../../../../shared/snapshot.ts';
import { beginLiveRun, openLiveRun, type LiveRun } from '../../../live-run/live-run.ts';
import { nowFigures, sparksOf } from './tile-figures.ts';

function columnAt(index: number, count: number, time: number, failed = 0): Snapshot {
  const histogram = new Histogram();
  for (let at = 0; at < count; at += 1) histogram.record(time);
  const data = histogram.toData();
  const startAt = index * SNAPSHOT_MS;
  return exampleSnapshot({
    index,
    startAt,
    endAt: startAt + SNAPSHOT_MS,
    succeeded: count - failed,
    failed,
    service: data,
    response: data,
    inFlight: index,
  });
}

function runOf(columns: readonly Snapshot[]): LiveRun {
  return openLiveRun(beginLiveRun('r'), { row: exampleRun(), snapshots: columns });
}

test('“now” is the last second if there are many requests', () => {
  const run = runOf([
    ...Array.from({ length: 8 }, (_, index) => columnAt(index, 50, 900)),
    ...[8, 9, 10, 11].map((index) => columnAt(index, 25, 10, 5)),
  ]);
  const now = nowFigures(run, 'response_time');
  expect(now).toMatchObject({ throughput: 100, errorRate: 0.2, inFlight: 11, count: 100, max: 10 });
});

test('“now” covers up to ten seconds if there are few requests', () => {
  const now = nowFigures(
    runOf(Array.from({ length: 80 }, (_, index) => columnAt(index, index % 8 === 0 ? 1 : 0, 100))),
    'response_time',
  );
  expect(now.throughput).toBeCloseTo(0.5);
  expect(now.count).toBeLessThan(20);
});

test('without requests there is no figure', () => {
  expect(nowFigures(runOf([]), 'response_time')).toMatchObject({ throughput: 0, p50: null, errorRate: null, inFlight: 0 });
});

test('a sparkline has at most 48 points, with gaps where nothing ended', () => {
  const sparks = sparksOf(
    runOf(Array.from({ length: 1000 }, (_, index) => columnAt(index, index < 500 ? 1 : 0, 5))),
    'response_time',
  );
  expect(sparks.p50.length).toBeLessThanOrEqual(48);
  expect(sparks.p50.at(-1)).toBeNull();
  expect(sparks.throughput[0]).toBeCloseTo(4);
});
