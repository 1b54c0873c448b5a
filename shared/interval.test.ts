import { expect, test } from 'vitest';
import { Interval } from './interval.ts';
import { OUTCOME_CODE } from './outcome.ts';
import { exampleBatch, exampleSnapshot } from './test-example-run.ts';

test('cancelled requests are counted, but their times are in no histogram, no phase and not among the slowest', () => {
  const interval = new Interval();
  interval.reset(0);
  const { columns, count } = exampleBatch([
    { sentAt: 100, dueAt: 98, endedAt: 110 },
    { sentAt: 100, dueAt: 98, endedAt: 120, outcome: OUTCOME_CODE.http_5xx, status: 503 },
    { sentAt: 100, dueAt: 98, endedAt: 5000, outcome: OUTCOME_CODE.cancelled, status: 0 },
  ]);
  for (let row = 0; row < count; row += 1) interval.add(columns, row, row + 1, 0);
  const snapshot = interval.toSnapshot(exampleSnapshot());
  expect(snapshot).toMatchObject({ succeeded: 1, failed: 1, cancelled: 1, outcomes: { ok: 1, http_5xx: 1, cancelled: 1 } });
  expect(snapshot.service).toMatchObject({ count: 2, min: 10, max: 20, sum: 30 });
  expect(snapshot.response).toMatchObject({ count: 2, min: 12, max: 22, sum: 34 });
  expect(snapshot.failures.service).toMatchObject({ count: 1, sum: 20 });
  expect([...snapshot.phaseCounts]).not.toContain(3);
  expect([...snapshot.dots.service]).toEqual([20, 10]);
});

test('as long as all requests are drawn, the cancelled ones are too', () => {
  const interval = new Interval();
  interval.reset(10);
  const { columns } = exampleBatch([{ outcome: OUTCOME_CODE.cancelled }]);
  interval.add(columns, 0, 1, 3);
  const { dots } = interval.toSnapshot(exampleSnapshot());
  expect([...dots.outcome, ...dots.sender]).toEqual([OUTCOME_CODE.cancelled, 3]);
});
