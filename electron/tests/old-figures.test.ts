// Runs of an older version, whose figures include the times of cancelled requests, are counted again from their rows, once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OUTCOME_CODE } from '../../shared/outcome.ts';
import type { RunBrief } from '../../shared/run.ts';
import { examplePlan, plainBatch, summaryOf } from '../../shared/test-example-run.ts';
import { createApp, type OnrushApp } from '../app/app.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { RunStore } from '../store/run-store.ts';

const ROWS = 100;
const CANCELLED = 40;
const WRONG = { min: 700, mean: 730, max: 3000 };

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-old-figures-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function withHistory(work: (database: Database, runs: RunStore) => void): void {
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  const runs = new RunStore(opened.value, { onWriteError: ({ message }) => expect.unreachable(message) });
  work(opened.value, runs);
  runs.close();
  opened.value.close();
}

/** Requests of 10 ms, and some that were cancelled after 3 s. */
function storeOld(runs: RunStore, id: string): void {
  const batch = plainBatch(0, ROWS);
  for (let row = 0; row < ROWS; row += 1) {
    const isCancelled = row >= ROWS - CANCELLED;
    batch.columns.sentAt[row] = 100;
    batch.columns.dueAt[row] = 100;
    batch.columns.endedAt[row] = isCancelled ? 3100 : 110;
    batch.columns.outcome[row] = isCancelled ? OUTCOME_CODE.cancelled : OUTCOME_CODE.ok;
    batch.columns.error[row] = 0;
  }
  const whole = summaryOf(ROWS);
  const requests = { total: ROWS, succeeded: ROWS - CANCELLED, failed: 0, cancelled: CANCELLED };
  const summary = { ...whole, requests, durationMs: 3100, serviceTime: { ...whole.serviceTime, ...WRONG } };
  runs.insert({ id, name: id, planId: null, plan: examplePlan(), startedAt: 1_790_000_000_000 });
  runs.append(id, batch);
  runs.finish(id, { state: 'stopped', reason: null, summary, verdicts: [] });
}

function open(): OnrushApp {
  return createApp({ dataFolder: folder, version: '0', host: 'browser', deliverExport: () => Promise.reject(new Error('none')) });
}

async function listed(app: OnrushApp): Promise<readonly RunBrief[]> {
  const result = await app.call('runs.list', {});
  if (!result.ok) throw new Error(result.failure.message);
  return result.value as readonly RunBrief[];
}

test('cancelled requests are removed from the times, even in the list, and the damaged run is not changed', async () => {
  withHistory((database, runs) => {
    for (const id of ['a', 'b', 'torn']) storeOld(runs, id);
    runs.list();
    database.prepare('DELETE FROM counted_runs').run();
    database.prepare(`UPDATE sample_batches SET columns = x'00' WHERE run_id = 'torn'`).run();
  });
  const app = open();
  await listed(app);
  await expect
    .poll(async () => (await listed(app)).map(({ name, summary }) => [name, summary.serviceTime.min, summary.serviceTime.max]), {
      timeout: 10_000,
    })
    .toEqual([
      ['torn', 700, 3000],
      ['b', 10, 10],
      ['a', 10, 10],
    ]);
  await app.close();
  withHistory((database, runs) => {
    expect(runs.row('a')).toMatchObject({
      state: 'stopped',
      summary: { requests: { total: ROWS, cancelled: CANCELLED }, serviceTime: { min: 10, max: 10 }, durationMs: 3100 },
    });
    expect(runs.uncountedIds()).toEqual(['torn']);
    expect(database.prepare('SELECT count(*) AS count FROM counted_runs').get()).toEqual({ count: 2 });
  });
});

test('a run that is written today is not counted again', () => {
  withHistory((_, runs) => {
    storeOld(runs, 'new');
    expect(runs.uncountedIds()).toEqual([]);
  });
});
