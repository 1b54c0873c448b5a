import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptySummary } from '../../shared/summary.ts';
import { examplePlan } from '../../shared/test-example-run.ts';
import { openDatabase, type Database } from './database.ts';
import { MIGRATIONS } from './migrations.ts';
import { RunStore } from './run-store.ts';

const HOUR_MS = 3_600_000;
let folder = '';
let database: Database;
let store: RunStore;
let now = 1_790_000_000_000;

function open(): void {
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  database = opened.value;
  store = new RunStore(database, { now: () => now, onWriteError: ({ message }) => expect.unreachable(message) });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-numbers-'));
  open();
});
afterEach(() => {
  store.close();
  database.close();
  rmSync(folder, { recursive: true });
});

function run(id: string, name = 'Checkout'): void {
  store.insert({ id, name, planId: null, plan: examplePlan({ name }), startedAt: (now += 1000) });
  store.finish(id, { state: 'completed', reason: null, summary: emptySummary(), verdicts: [] });
}

const listed = (): string[] => store.list().map(({ id, name, number }) => `${id}: ${name} #${number}`);

test('the runs of each name are numbered, in the list and when opened', () => {
  run('a');
  run('b', 'Search');
  run('c');
  expect(listed()).toEqual(['c: Checkout #2', 'b: Search #1', 'a: Checkout #1']);
  expect(store.open('c')?.row.number).toBe(2);
});

test('a number stays when runs are deleted, and is not used again after they are finally removed', async () => {
  for (const id of ['a', 'b', 'c']) run(id);
  store.remove('a');
  store.remove('c');
  run('d');
  expect(listed()).toEqual(['d: Checkout #4', 'b: Checkout #2']);
  now += 25 * HOUR_MS;
  store.remove('d');
  now += 25 * HOUR_MS;
  store.purge();
  await expect.poll(() => database.prepare('SELECT count(*) AS count FROM runs').get()?.['count']).toBe(1);
  run('e');
  expect(listed()).toEqual(['e: Checkout #5', 'b: Checkout #2']);
});

test('a renamed run gets a number of its new name, and its old number again under the old name', () => {
  for (const id of ['a', 'b']) run(id);
  const describe = (name: string): void => void store.describe('b', { name, notes: '', tags: [], starred: false });
  describe('After the fix');
  expect(listed()).toEqual(['b: After the fix #1', 'a: Checkout #1']);
  run('c');
  describe('Checkout');
  expect(listed()).toEqual(['c: Checkout #3', 'b: Checkout #2', 'a: Checkout #1']);
});

test('runs of an older version are numbered by their start', () => {
  store.close();
  database.close();
  rmSync(join(folder, 'onrush.db'));
  const old = new DatabaseSync(join(folder, 'onrush.db'));
  const before = MIGRATIONS.findIndex((step) => step.includes('CREATE TABLE run_numbers'));
  for (const step of MIGRATIONS.slice(0, before)) old.exec(step);
  const put = old.prepare(
    `INSERT INTO runs (id, name, plan, state, started_at, summary, verdicts, owner_pid, heartbeat_at)
       VALUES (?, 'Checkout', ?, 'completed', ?, ?, '[]', 1, 1)`,
  );
  const [plan, summary] = [JSON.stringify(examplePlan()), JSON.stringify(emptySummary())];
  for (const [id, startedAt] of [
    ['a', 20],
    ['b', 30],
    ['c', 10],
  ] as const)
    put.run(id, plan, startedAt, summary);
  old.exec(`PRAGMA user_version = ${before}`);
  old.close();
  open();
  expect(listed()).toEqual(['b: Checkout #3', 'a: Checkout #2', 'c: Checkout #1']);
});
