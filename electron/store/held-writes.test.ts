// A history that another program locks while a run goes on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { examplePlan, plainBatch } from '../../shared/test-example-run.ts';
import { emptySummary } from '../../shared/summary.ts';
import { FILE_NAME, openDatabase, type Database } from './database.ts';
import { RunStore } from './run-store.ts';
import { storedBatches } from './test-stored-rows.ts';

const END = { state: 'completed', reason: null, summary: emptySummary(), verdicts: [] } as const;

let folder: string;
let database: Database;
let other: DatabaseSync;
let store: RunStore;
let now = 0;
let failures: string[];
let held: (readonly [id: string, lockedMs: number])[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-held-'));
  const opened = openDatabase(folder, { busyTimeoutMs: 50 });
  if (!opened.ok) throw new Error(opened.failure.message);
  database = opened.value;
  other = new DatabaseSync(join(folder, FILE_NAME));
  now = Date.UTC(2026, 10, 29);
  failures = [];
  held = [];
  store = new RunStore(database, {
    onWriteError: ({ message }) => failures.push(message),
    onHeld: (id, lockedMs) => held.push([id, lockedMs]),
    now: () => now,
  });
  store.insert({ id: 'r', name: 'Run', planId: null, plan: examplePlan({}), startedAt: now });
});

afterEach(() => {
  store.close();
  other.close();
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const rows = (): number => [...storedBatches(store, 'r')].reduce((sum, { count }) => sum + count, 0);
const lock = (): void => other.exec('BEGIN IMMEDIATE');
const unlock = (): void => other.exec('ROLLBACK');

test('measurements wait meanwhile, none is lost, and this is reported', () => {
  store.append('r', plainBatch(0, 3));
  store.flush();
  lock();
  store.append('r', plainBatch(3, 2));
  store.annotate('r', { at: 5, kind: 'paused' });
  store.flush();
  now += 60_000;
  store.append('r', plainBatch(5, 4));
  store.flush();
  expect([rows(), failures, held]).toEqual([3, [], []]);
  unlock();
  store.flush();
  expect([rows(), failures, held]).toEqual([9, [], [['r', 60_000]]]);
  expect(store.row('r')?.annotations).toEqual([{ at: 5, kind: 'paused' }]);
  store.finish('r', END);
  expect(store.row('r')?.state).toBe('completed');
});

test('a short write of another program is not reported', () => {
  lock();
  store.append('r', plainBatch(3, 2));
  store.flush();
  now += 2000;
  unlock();
  store.flush();
  expect([rows(), failures, held]).toEqual([2, [], []]);
});

test('a lock of more than ten minutes ends the run with a sentence', () => {
  lock();
  store.append('r', plainBatch(3, 2));
  store.flush();
  now += 601_000;
  store.flush();
  expect(failures).toEqual([
    expect.stringMatching(/onrush\.db is locked by another program\. Close that program and try again\.$/),
  ]);
  unlock();
});

test('the end of a run waits for the lock', async () => {
  lock();
  store.append('r', plainBatch(3, 2));
  const written = store.written();
  expect(rows()).toBe(0);
  unlock();
  await written;
  store.finish('r', END);
  expect([rows(), failures, store.row('r')?.reason]).toEqual([2, [], null]);
});
