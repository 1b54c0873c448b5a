import { readVerdict } from '../../shared/plan/written-verdict.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Failure } from '../../shared/errors.ts';
import {
  exampleBatch,
  exampleFailure,
  examplePlan,
  exampleSnapshot,
  plainBatch,
  summaryOf,
} from '../../shared/test-example-run.ts';
import { Histogram } from '../../shared/histogram.ts';
import type { SampleBatch } from '../../shared/sample.ts';
import { emptySummary } from '../../shared/summary.ts';
import { openDatabase, type Database } from './database.ts';
import { RunStore } from './run-store.ts';
import { storedBatches } from './test-stored-rows.ts';

const STARTED_AT = 1_790_000_000_000;
const DAY_MS = 24 * 3_600_000;

let folder = '';
let database: Database;
let store: RunStore;
let failures: [Failure, string][] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-runs-'));
  failures = [];
  database = reopened();
  store = storeOn(database);
});
afterEach(() => {
  store.close();
  database.close();
  rmSync(folder, { recursive: true });
});

function reopened(): Database {
  const result = openDatabase(folder);
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

function storeOn(on: Database, now?: () => number): RunStore {
  const onWriteError = (failure: Failure, runId: string): number => failures.push([failure, runId]);
  return new RunStore(on, now === undefined ? { onWriteError } : { onWriteError, now });
}

function insert(id: string, startedAt = STARTED_AT): void {
  store.insert({ id, name: `Run ${id}`, planId: null, plan: examplePlan(), startedAt });
}

function completed(total: number) {
  return { state: 'completed', reason: null, summary: summaryOf(total), verdicts: [] } as const;
}

function iterationsOf(batches: Iterable<SampleBatch>): number[] {
  return [...batches].flatMap(({ columns }) => [...columns.iteration]);
}

const countBatches = (on: Database): unknown => on.prepare('SELECT count(*) AS count FROM sample_batches').get()?.['count'];

test('a run is in the history from its start, with an empty summary', () => {
  store.insert({ id: 'a', name: 'Home page', planId: 'p1', plan: examplePlan(), startedAt: STARTED_AT });
  expect([store.row('a')]).toEqual([
    {
      id: 'a',
      name: 'Home page',
      notes: '',
      tags: [],
      starred: false,
      machine: null,
      importedFrom: null,
      isBaseline: false,
      number: 1,
      planId: 'p1',
      plan: examplePlan(),
      state: 'running',
      reason: null,
      startedAt: STARTED_AT,
      summary: emptySummary(),
      verdicts: [],
      annotations: [],
    },
  ]);
  expect(store.open('a')?.snapshots).toEqual([]);
  expect(iterationsOf(storedBatches(store, 'a'))).toEqual([]);
});

test('what people write on a run is kept, during the run and afterwards', () => {
  insert('a');
  insert('b');
  const first = { name: 'Before the fix', notes: 'two\nlines', tags: ['nightly', 'staging'], starred: true };
  expect(store.describe('a', first)).toBe(true);
  expect(store.row('a')).toMatchObject(first);
  store.finish('a', completed(0));
  expect(store.row('a')).toMatchObject({ ...first, state: 'completed' });
  const second = { name: 'After the fix', notes: '', tags: [], starred: false };
  store.describe('a', second);
  expect(store.row('a')).toMatchObject(second);
  expect(store.row('b')).toMatchObject({ name: 'Run b', notes: '', tags: [], starred: false });
});

test('nothing can be written on a missing run', () => {
  insert('a');
  store.remove('a');
  expect(store.describe('a', { name: 'x', notes: '', tags: [], starred: false })).toBe(false);
});

test('the newest run comes first', () => {
  insert('old', STARTED_AT);
  insert('new', STARTED_AT + 2);
  insert('middle', STARTED_AT + 1);
  expect(store.list().map(({ id }) => id)).toEqual(['new', 'middle', 'old']);
});

test('a finished run survives a restart completely', () => {
  const service = new Histogram();
  service.record(12.5);
  const snapshot = exampleSnapshot({ succeeded: 1, service: service.toData(), outcomes: { ok: 1 } });
  const errors = [{ code: 'ECONNRESET', message: 'The connection was reset.' }];
  const requests = [{ method: 'GET', url: 'http://127.0.0.1:8080/next' }];
  const batch = { ...exampleBatch([{ iteration: 1 }, { iteration: 2, outcome: 10, error: 1, sentAs: 1 }], errors), requests };
  const verdicts = [readVerdict({ expression: 'p(99) < 250', actual: 12, passed: true })];
  insert('a');
  store.append('a', batch);
  store.appendSnapshot('a', snapshot, summaryOf(2), []);
  store.finish('a', { state: 'failed', reason: 'A worker broke.', summary: summaryOf(2), verdicts });
  store.close();
  database.close();
  database = reopened();
  store = storeOn(database);
  const detail = store.open('a');
  expect(detail?.row).toMatchObject({ state: 'failed', reason: 'A worker broke.', summary: summaryOf(2), verdicts });
  expect(detail?.snapshots).toEqual([snapshot]);
  expect([...storedBatches(store, 'a')]).toEqual([batch]);
});

test('an open run shows what has not been written yet', () => {
  insert('a');
  store.append('a', plainBatch(0, 3));
  store.appendSnapshot('a', exampleSnapshot({ index: 4 }), summaryOf(3), []);
  expect(store.open('a')?.snapshots.map(({ index }) => index)).toEqual([4]);
  expect(store.row('a')?.summary).toEqual(summaryOf(3));
  expect(store.list()[0]?.summary.requests.total).toBe(3);
  expect(iterationsOf(storedBatches(store, 'a'))).toEqual([0, 1, 2]);
});

test('each append is committed by itself', async () => {
  const other = reopened();
  insert('a');
  store.append('a', plainBatch(0, 3));
  await vi.waitFor(() => expect(countBatches(other)).toBe(1), { timeout: 30_000 });
  other.close();
});

test('samples wait for the snapshot that counts them', () => {
  insert('a');
  store.append('a', plainBatch(0, 3));
  store.appendSnapshot('a', exampleSnapshot(), summaryOf(3), []);
  store.append('a', plainBatch(3, 2));
  expect(store.list()[0]?.summary.requests.total).toBe(3);
  expect(countBatches(database)).toBe(1);
  store.finish('a', completed(5));
  expect(countBatches(database)).toBe(2);
});

test('batches can be read twice at once while the run goes on, and end where they did at the beginning', () => {
  insert('a');
  for (let i = 0; i < 40; i += 1) store.append('a', plainBatch(i, 1));
  const first = storedBatches(store, 'a')[Symbol.iterator]();
  const second = storedBatches(store, 'a')[Symbol.iterator]();
  first.next();
  second.next();
  store.append('a', plainBatch(40, 1));
  store.finish('a', completed(41));
  expect(iterationsOf(first)).toEqual(Array.from({ length: 39 }, (_, index) => index + 1));
  expect(iterationsOf(second)).toHaveLength(39);
  expect(iterationsOf(storedBatches(store, 'a'))).toHaveLength(41);
});

test('a deleted run disappears and is restored completely', () => {
  insert('a');
  store.append('a', plainBatch(0, 3));
  store.finish('a', completed(3));
  expect(store.remove('a')).toBe(true);
  expect(store.remove('a')).toBe(false);
  expect([store.list(), store.open('a')]).toEqual([[], null]);
  expect(store.restore('a')).toBe(true);
  expect(store.restore('a')).toBe(false);
  expect(store.list()).toHaveLength(1);
  expect(iterationsOf(storedBatches(store, 'a'))).toEqual([0, 1, 2]);
});

test('a run deleted more than a day ago is removed with its samples, the others stay', async () => {
  for (const id of ['gone', 'recent', 'kept']) {
    insert(id);
    for (let i = 0; i < 120; i += 1) store.append(id, plainBatch(i, 1));
    store.appendSnapshot(id, exampleSnapshot(), summaryOf(120), []);
    store.finish(id, completed(120));
  }
  store.remove('gone');
  store.close();
  const later = storeOn(database, () => Date.now() + DAY_MS + 60_000);
  later.remove('recent');
  await vi.waitFor(
    () => expect(database.prepare('SELECT id FROM runs ORDER BY id').all()).toEqual([{ id: 'kept' }, { id: 'recent' }]),
    30_000,
  );
  expect(countBatches(database)).toBe(240);
  expect(database.prepare('SELECT count(*) AS count FROM batch_spans').get()).toEqual({ count: 240 });
  expect(database.prepare('SELECT count(*) AS count FROM snapshots').get()).toEqual({ count: 2 });
  later.close();
});

test('a full disk is reported once, and the run continues without its samples and says so', () => {
  insert('a');
  store.append('a', plainBatch(0, 3));
  store.list();
  database.execute('PRAGMA max_page_count = 40');
  for (let i = 0; i < 20; i += 1) {
    // The times vary widely, so that they take up space.
    store.append('a', exampleBatch(Array.from({ length: 5000 }, () => ({ endedAt: Math.random() * 1e6 }))));
    store.list();
  }
  expect(failures).toHaveLength(1);
  expect(failures[0]?.[1]).toBe('a');
  expect(failures[0]?.[0].code).toBe('write_failed');
  expect(failures[0]?.[0].message).toContain('is full. Free some space.');
  store.finish('a', completed(20_003));
  expect(failures).toHaveLength(1);
  expect(store.row('a')).toMatchObject({ state: 'failed', summary: summaryOf(20_003) });
  expect(store.list()[0]?.reason).toMatch(/is full\. Free some space\. Requests after that are missing here\.$/);
});

test('the timer reports a file that cannot be written, and throws nothing', async () => {
  insert('a');
  store.append('a', plainBatch(0, 1));
  database.close();
  await vi.waitFor(() => expect(failures).toHaveLength(1), 30_000);
  store.append('a', plainBatch(1, 1));
  store.finish('a', completed(2));
  expect(failures).toHaveLength(1);
});

test('a run that was never begun cannot be written', () => {
  expect(() => store.append('nobody', plainBatch(0, 1))).toThrow('Run nobody is not being written');
});

test('inserting the same run twice fails as a write', () => {
  insert('a');
  expect(() => insert('a')).toThrow('The history could not be written');
});

test('examples of failures are kept with their run, by kind', () => {
  insert('a');
  insert('b');
  const refused = exampleFailure({ endedAt: 20 });
  const earlier = exampleFailure({ endedAt: 10 });
  const busy = exampleFailure({ outcome: 'http_5xx', code: '', message: 'The server responded with 503.' });
  store.appendExamples('a', [refused, busy]);
  store.appendExamples('a', [earlier]);
  store.appendExamples('b', [busy]);
  expect(store.examples('a', refused)).toEqual([earlier, refused]);
  expect(store.examples('a', busy)).toEqual([busy]);
  expect(store.examples('b', refused)).toEqual([]);
});

test('the actions on a run are kept with it, in order', () => {
  insert('a');
  store.annotate('a', { at: 1200.5, kind: 'paused' });
  store.annotate('a', { at: 3000, kind: 'resumed' });
  store.finish('a', completed(0));
  expect(store.row('a')?.annotations).toEqual([
    { at: 1200.5, kind: 'paused' },
    { at: 3000, kind: 'resumed' },
  ]);
});
