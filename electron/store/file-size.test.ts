// The log next to the history, and the space of deleted runs: neither grows without limit.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { exampleBatch, examplePlan, summaryOf } from '../../shared/test-example-run.ts';
import { openDatabase, type Database } from './database.ts';
import { RunStore } from './run-store.ts';
import { storedBatches } from './test-stored-rows.ts';

const ROWS = 4000;
const BATCHES = 600;
const DAYS_MS = 2 * 24 * 3_600_000;
/** SQLite moves the log into the file once it holds 1,000 pages of 4 KB; one write may go past that. */
const MOST_LOG_BYTES = 8_000_000;

let folder = '';
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-size-'));
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  database = opened.value;
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function storeAt(now: () => number): RunStore {
  return new RunStore(database, { onWriteError: ({ message }) => expect.unreachable(message), now });
}

function pages(): number {
  return Number(Object.values(database.prepare('PRAGMA page_count').get() ?? {})[0]);
}

function logBytes(): number {
  return statSync(join(folder, 'onrush.db-wal')).size;
}

/** Returns the most bytes the log ever had. */
function fill(store: RunStore, id: string): number {
  store.insert({ id, name: id, planId: null, plan: examplePlan(), startedAt: 1_790_000_000_000 });
  const batch = exampleBatch(Array.from({ length: ROWS }, () => ({ endedAt: Math.random() * 1e6 })));
  let most = 0;
  for (let written = 0; written < BATCHES; written += 1) {
    store.append(id, batch);
    store.list();
    most = Math.max(most, logBytes());
  }
  store.finish(id, { state: 'completed', reason: null, summary: summaryOf(ROWS * BATCHES), verdicts: [] });
  return most;
}

test('the log stays small after any amount of writing, even while others read', () => {
  const store = storeAt(Date.now);
  expect(fill(store, 'a')).toBeLessThan(MOST_LOG_BYTES);
  const reading = storedBatches(store, 'a')[Symbol.iterator]();
  reading.next();
  expect(fill(store, 'b')).toBeLessThan(MOST_LOG_BYTES);
  expect(pages() * 4096).toBeGreaterThan(MOST_LOG_BYTES * 2);
  store.close();
});

test('the space of deleted runs is freed', async () => {
  const first = storeAt(Date.now);
  const empty = pages();
  fill(first, 'a');
  const full = pages();
  first.remove('a');
  first.close();
  const later = storeAt(() => Date.now() + DAYS_MS);
  await vi.waitFor(() => expect(database.prepare('SELECT id FROM runs').all()).toEqual([]), { timeout: 30_000 });
  expect(full - empty).toBeGreaterThan(1000);
  await vi.waitFor(() => expect(pages() - empty).toBeLessThan((full - empty) / 20), { timeout: 30_000 });
  later.close();
});
