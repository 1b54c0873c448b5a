import { openTestHistory } from './test-history.ts';
import { beforeEach, expect, test } from 'vitest';
import { exampleBatch, examplePlan, summaryOf } from '../../shared/test-example-run.ts';
import { OUTCOME_CODE } from '../../shared/outcome.ts';
import { type Database } from './database.ts';
import { RunStore } from './run-store.ts';

let database: Database;

beforeEach(() => {
  ({ database } = openTestHistory());
});

test('each batch is stored with its span and its place among all rows', () => {
  const store = new RunStore(database, { onWriteError: ({ message }) => expect.unreachable(message) });
  store.insert({ id: 'a', name: 'A', planId: null, plan: examplePlan(), startedAt: 1_790_000_000_000 });
  const usual = { dueAt: 10.25, sentAt: 11, endedAt: 20.5 };
  store.append(
    'a',
    exampleBatch([
      usual,
      { ...usual, dueAt: 1, endedAt: 19, outcome: OUTCOME_CODE.timeout },
      { ...usual, sentAt: 30, endedAt: 90, outcome: OUTCOME_CODE.cancelled },
    ]),
  );
  store.append('a', exampleBatch([usual]));
  store.finish('a', { state: 'completed', reason: null, summary: summaryOf(4), verdicts: [] });
  store.close();
  const names = 'first_row, count, failed, cancelled, first_ended_at, last_ended_at, first_due_at, last_due_at';
  const spans = database.prepare(`SELECT ${names}, longest_service, longest_response FROM batch_spans ORDER BY seq`).all();
  expect(spans.map((span) => Object.values(span))).toEqual([
    [0, 3, 1, 1, 19, 90, 1, 10.25, 60, 79.75],
    [3, 1, 0, 0, 20.5, 20.5, 10.25, 10.25, 9.5, 10.25],
  ]);
});
