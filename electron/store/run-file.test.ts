// Runs as files: what is written is read back unchanged, once, and the content of a foreign file is never trusted.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { examplePlan } from '../../shared/test-example-run.ts';
import { csv, readResults, TEN } from '../import/test-results.ts';
import { importRuns, type ImportedRuns } from '../import/import-runs.ts';
import { openDatabase } from './database.ts';
import { MIGRATIONS } from './migrations.ts';
import { RunStore } from './run-store.ts';
import { storedBatches, storedSnapshots } from './test-stored-rows.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-run-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function openStore(): RunStore {
  const folder = join(temporaryFolder(), 'data');
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  const store = new RunStore(opened.value, { onWriteError: ({ message }) => expect.fail(message) });
  onTestFinished(() => {
    store.close();
    opened.value.close();
  });
  return store;
}

/** Two runs in a file, and what they were. */
async function written(): Promise<{ path: string; store: RunStore; ids: readonly string[] }> {
  const store = openStore();
  const folder = temporaryFolder();
  const first = await readResults(store, folder, csv(TEN));
  const second = await readResults(store, folder, csv(TEN.slice(0, 4)), 'four.jtl');
  const ids = [...first.imported.runIds, ...second.imported.runIds];
  store.describe(ids[0] ?? '', { name: 'Base', notes: 'before the change', tags: ['base'], starred: true });
  const path = join(folder, 'run.onrush');
  store.writeFile(ids, path);
  return { path, store, ids };
}

function take(store: RunStore, path: string): Promise<ImportedRuns> {
  const options = { signal: new AbortController().signal, handleProgress: () => undefined };
  return importRuns(store, { path, fileName: 'run.onrush' }, options);
}

test('runs are restored with the same rows, figures, charts and notes', async () => {
  const { path, store, ids } = await written();
  const other = openStore();
  expect(await take(other, path)).toEqual({ runIds: ids, requests: 14, notes: [] });
  for (const id of ids) {
    expect(other.row(id)).toEqual({ ...store.row(id), number: 1 });
    expect([...storedBatches(other, id)]).toEqual([...storedBatches(store, id)]);
    expect(storedSnapshots(other, id)).toEqual(storedSnapshots(store, id));
  }
  expect(readdirSync(join(path, '..')).filter((name) => name.includes('onrush'))).toEqual(['run.onrush']);
});

test('a file has the plan without its secrets, and the history keeps them', async () => {
  const { store, ids } = await written();
  const [id = ''] = ids;
  const auth = { type: 'basic', user: 'ada', password: 'open-sesame' } as const;
  const scenarios = [{ auth, steps: [{ url: 'http://127.0.0.1/?api_key=k-12345678' }] }];
  const plan = examplePlan({ scenarios });
  const database = new DatabaseSync(store.path);
  database.prepare('UPDATE runs SET plan = ? WHERE id = ?').run(JSON.stringify(plan), id);
  database.exec('DELETE FROM run_briefs');
  database.close();
  expect(
    store
      .list()
      .map((run) => JSON.stringify(run.plan))
      .join(),
  ).toContain('?api_key=(hidden)');
  const path = join(temporaryFolder(), 'run.onrush');
  store.writeFile([id], path);
  const bytes = readFileSync(path, 'latin1');
  for (const secret of ['open-sesame', 'k-12345678']) expect(bytes).not.toContain(secret);
  const other = openStore();
  await take(other, path);
  expect(other.row(id)?.plan.scenarios[0]?.auth).toEqual({ ...auth, password: '(hidden)' });
  expect(store.row(id)?.plan.scenarios[0]?.auth).toEqual(auth);
});

test('importing the same file twice duplicates nothing, and restores deleted runs', async () => {
  const { path, store, ids } = await written();
  for (const id of ids) store.remove(id);
  expect(store.list()).toHaveLength(0);
  const { notes } = await take(store, path);
  expect(notes).toEqual(['The history already held 2 of its runs, which stays as it is.']);
  expect(store.list()).toHaveLength(2);
});

test('a file of an older version is brought up to date', async () => {
  const folder = temporaryFolder();
  const old = new DatabaseSync(join(folder, 'old.onrush'));
  for (const step of MIGRATIONS.slice(0, 3)) old.exec(step);
  old.exec('PRAGMA user_version = 3');
  old.close();
  await expect(take(openStore(), join(folder, 'old.onrush'))).rejects.toThrow(/There is no finished run in it/);
});

test.each([
  ['a trigger', 'CREATE TRIGGER x AFTER INSERT ON runs BEGIN DELETE FROM runs; END', /It is not a file of runs/],
  ['a view in place of a table', 'DROP TABLE run_briefs; CREATE VIEW run_briefs AS SELECT 1', /It is not a file of runs/],
  ['a table of its own', 'CREATE TABLE x (y)', /It is not a file of runs/],
  ['a newer version', `PRAGMA user_version = ${MIGRATIONS.length + 1}`, /A newer version of Onrush wrote it/],
  ['no version', 'PRAGMA user_version = 0', /It is not a file of runs/],
])('%s is refused', async (_, sql, sentence) => {
  const { path } = await written();
  const file = new DatabaseSync(path);
  file.exec(sql);
  file.close();
  const store = openStore();
  await expect(take(store, path)).rejects.toThrow(sentence);
  expect(store.list()).toEqual([]);
});

test('a plan is recognised and refused', async () => {
  const store = openStore();
  const path = `${store.path}.onrush`;
  writeFileSync(path, JSON.stringify({ version: 1, scenarios: [] }));
  await expect(take(store, path)).rejects.toThrow(/is a plan, not the results of a run/);
});

test('a file that was cut is refused, and leaves nothing behind', async () => {
  const { path } = await written();
  const store = openStore();
  for (const bytes of [20, 5000, readFileSync(path).length - 4096]) {
    const cut = `${path}.${bytes}`;
    copyFileSync(path, cut);
    truncateSync(cut, bytes);
    await expect(take(store, cut)).rejects.toThrow(/cannot be read as runs of Onrush/);
  }
  expect(store.list()).toEqual([]);
  expect(readdirSync(join(store.path, '..')).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('if the file cannot be written, no part of it remains', async () => {
  const { store, ids, path } = await written();
  const blocked = join(path, '..', 'blocked');
  mkdirSync(blocked);
  writeFileSync(join(blocked, 'here'), '');
  expect(() => store.writeFile(ids, blocked)).toThrow(/could not be written/);
  expect(existsSync(join(blocked, 'here'))).toBe(true);
});

test('series from outside are included, and a later one replaces one of the same name', async () => {
  const { path, store, ids } = await written();
  const [id = ''] = ids;
  const cpu = { name: 'cpu', at: [0, 1000], values: [40, 100], isPercent: true };
  store.series.add(id, [
    { ...cpu, values: [1, 2] },
    { ...cpu, name: 'a' },
  ]);
  store.series.add(id, [cpu]);
  store.writeFile(ids, path);
  const other = openStore();
  await take(other, path);
  expect(other.row(id)?.series).toEqual([{ ...cpu, name: 'a' }, cpu]);
  expect(other.row(ids[1] ?? '')).not.toHaveProperty('series');
});

test.each([
  ['runs', 'summary', '{"requests":7}'],
  ['runs', 'summary', '{"failures":[null]}'],
  ['runs', 'summary', '{"serviceTime":{"p50":"<b>"}}'],
  ['runs', 'verdicts', '[null]'],
  ['runs', 'annotations', '[{"at":"soon","kind":"paused"}]'],
  ['runs', 'machine', '[]'],
  ['runs', 'tags', '[{"toString":1}]'],
  ['runs', 'started_at', '1e300'],
  ['run_briefs', 'brief', '{"plan":{},"summary":{}}'],
  ['run_briefs', 'brief', '{"plan":{"scenarios":[{"steps":[{"url":7}]}]},"summary":{}}'],
])('%s.%s of a file of others that is %s hides no other run, and neither list nor row fails', async (table, column, text) => {
  const { path } = await written();
  const file = new DatabaseSync(path);
  file.exec("INSERT OR REPLACE INTO run_briefs (run_id, brief) SELECT id, '{}' FROM runs");
  file.prepare(`UPDATE ${table} SET ${column} = ?`).run(text);
  file.close();
  const store = openStore();
  const { imported } = await readResults(store, temporaryFolder(), csv(TEN));
  const { runIds } = await take(store, path);
  expect(store.list().map(({ id }) => id)).toEqual(expect.arrayContaining([...imported.runIds, ...runIds]));
  for (const id of runIds) expect(store.row(id)?.reason ?? '').toMatch(table === 'runs' ? /^This run is damaged/ : /^$/);
  expect(store.row(imported.runIds[0] ?? '')?.state).toBe('completed');
});

test.each([
  ['errors', '[null]'],
  ['errors', '[{"code":"X"}]'],
  ['addresses', '[7]'],
  ['requests', '{"method":"GET"}'],
  ['tally', '{"passed":null,"failed":[]}'],
  ['timings', '[{"row":0,"text":{}}]'],
])('requests of others whose %s are %s are reported as damaged', async (column, text) => {
  const { path, ids } = await written();
  const file = new DatabaseSync(path);
  file.prepare(`UPDATE sample_batches SET ${column} = ?`).run(text);
  file.close();
  const store = openStore();
  await take(store, path);
  expect(() => [...storedBatches(store, ids[0] ?? '')]).toThrow(`is damaged and cannot be read (${column})`);
});
