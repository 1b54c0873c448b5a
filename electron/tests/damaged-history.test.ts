// Damaged copies of a history: the damage is reported, and everything that is still readable is read. There is never an internal
// error, and never an empty history in place of a full one.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Result } from '../../shared/errors.ts';
import type { RunBrief, RunDetail } from '../../shared/run.ts';
import { examplePlan, exampleSnapshot, plainBatch, summaryOf } from '../../shared/test-example-run.ts';
import { createApp, type OnrushApp } from '../app/app.ts';
import { openDatabase } from '../store/database.ts';
import { RunStore } from '../store/run-store.ts';

const RUNS = 12;
const CASES = 32;
const PAGE = 4096;
const STARTED_AT = 1_790_000_000_000;

let folder = '';
let sound = '';

const { pid } = process;

beforeAll(() => {
  // The file contains the time and the process id, and the damage should hit the same bytes in every run of the tests.
  const now = (): number => STARTED_AT + RUNS;
  Object.defineProperty(process, 'pid', { value: 4242 });
  folder = mkdtempSync(join(tmpdir(), 'onrush-damaged-'));
  const opened = openDatabase(join(folder, 'sound'));
  if (!opened.ok) throw new Error(opened.failure.message);
  const store = new RunStore(opened.value, { now, onWriteError: ({ message }) => expect.unreachable(message) });
  for (let run = 0; run < RUNS; run += 1) {
    const id = `run-${run}`;
    store.insert({ id, name: id, planId: null, plan: examplePlan(), startedAt: STARTED_AT + run });
    for (let part = 0; part < 6; part += 1) {
      store.append(id, plainBatch(part * 500, 500));
      store.appendSnapshot(id, exampleSnapshot({ index: part }), summaryOf((part + 1) * 500), []);
      store.flush();
    }
    store.finish(id, { state: 'completed', reason: null, summary: summaryOf(3000), verdicts: [] });
  }
  store.close();
  opened.value.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  opened.value.close();
  sound = join(folder, 'sound', 'onrush.db');
  Object.defineProperty(process, 'pid', { value: pid });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Array.from({ length: CASES }, (_, seed) => seed + 1))('damage %i', async (seed) => {
  const data = join(folder, `damaged-${seed}`);
  mkdirSync(data);
  const bytes = damaged(readFileSync(sound), seed);
  writeFileSync(join(data, 'onrush.db'), bytes);
  const app = open(data);
  const info = await app.call('app.info', {});
  const problem = info.ok ? (info.value as { problem: { code: string } | null }).problem : null;
  const listed = (await app.call('runs.list', {})) as Result<readonly RunBrief[]>;
  if (problem !== null) {
    expect(problem.code).toMatch(/^store_(damaged|unavailable)$/);
    expect(listed.ok).toBe(false);
  } else {
    expectNoMistake(listed);
    // A run may be lost with the page that contains its row, but never the whole list.
    expect(listed.ok ? listed.value.length : 0).toBeGreaterThan(RUNS / 3);
    for (const { id, name, reason } of listed.ok ? listed.value : []) await expectReadable(app, id, { name, reason });
  }
  const isDamaged = problem?.code === 'store_damaged';
  if (isDamaged) expect(await app.call('app.setAsideStore', {})).toMatchObject({ ok: true });
  await app.close();
  rmSync(data, { recursive: true });
});

test('the same history without damage is read unchanged', async () => {
  const data = join(folder, 'copy');
  mkdirSync(data);
  copyFileSync(sound, join(data, 'onrush.db'));
  const app = open(data);
  const listed = (await app.call('runs.list', {})) as Result<readonly RunBrief[]>;
  expect(listed.ok && listed.value.map(({ name, reason }) => [name, reason])).toEqual(
    Array.from({ length: RUNS }, (_, run) => [`run-${RUNS - 1 - run}`, null]),
  );
  await app.close();
});

test.each([
  ['snapshots', "UPDATE snapshots SET data = x'ff' WHERE run_id = 'run-3'"],
  ['requests', "UPDATE sample_batches SET columns = x'00' WHERE run_id = 'run-3'"],
  ['a column that is called otherwise', 'ALTER TABLE snapshots RENAME COLUMN data TO dat'],
])('damage that the list does not show is found with the run, and the history can be set aside: %s', async (name, change) => {
  const data = join(folder, `found-${name.replaceAll(' ', '-')}`);
  mkdirSync(data);
  copyFileSync(sound, join(data, 'onrush.db'));
  const sqlite = new DatabaseSync(join(data, 'onrush.db'));
  sqlite.exec(change);
  sqlite.close();
  const app = open(data);
  expectNoMistake(await app.call('runs.open', { id: 'run-3' }));
  expectNoMistake(await app.call('runs.export', { id: 'run-3', kind: 'requests-csv', exportId: 'e' }));
  expect(await app.call('app.info', {})).toMatchObject({ value: { damage: { code: 'store_damaged' } } });
  expect(await app.call('app.setAsideStore', {})).toMatchObject({ ok: true });
  await app.close();
});

function open(dataFolder: string): OnrushApp {
  return createApp({
    dataFolder,
    version: '0',
    host: 'browser',
    deliverExport: async (file) => {
      const path = join(dataFolder, 'export');
      const { rows } = await file.write(path);
      return { kind: 'saved', path, rows };
    },
  });
}

async function expectReadable(app: OnrushApp, id: string, listed: { name: string; reason: string | null }): Promise<void> {
  const opened = (await app.call('runs.open', { id })) as Result<RunDetail>;
  expectNoMistake(opened);
  // A name with a flipped bit is still a name.
  if (opened.ok && listed.reason === null) expect(opened.value.row.name).toHaveLength(listed.name.length);
  expectNoMistake(await app.call('runs.export', { id, kind: 'summary-json', exportId: `${id}-s` }));
  expectNoMistake(await app.call('runs.export', { id, kind: 'report-html', exportId: `${id}-r` }));
}

function expectNoMistake(result: Result<unknown>): void {
  if (!result.ok) expect(result.failure).toMatchObject({ code: expect.stringMatching(/^(store_damaged|not_found)$/) });
}

/** Some of the damage that happens to files: cut, emptied, pages lost or swapped, bits flipped. */
function damaged(bytes: Uint8Array, seed: number): Uint8Array {
  const random = randomFrom(seed);
  const pages = bytes.length / PAGE;
  const page = (from = 0): number => (from + Math.floor(random() * (pages - from))) * PAGE;
  switch (seed % 8) {
    case 0:
      return bytes.subarray(0, Math.floor(random() * 3) === 0 ? 0 : 1 + Math.floor(random() * 90));
    case 1:
      return bytes.subarray(0, Math.floor(bytes.length * (0.2 + 0.7 * random())));
    case 2: {
      const at = page(1);
      return bytes.fill(0, at, at + PAGE);
    }
    case 3: {
      const at = page(1);
      bytes.set(
        Uint8Array.from({ length: PAGE }, () => Math.floor(random() * 256)),
        at,
      );
      return bytes;
    }
    case 4: {
      const [to, from] = [page(1), page(1)];
      bytes.copyWithin(to, from, from + PAGE);
      return bytes;
    }
    case 5:
      for (let turned = 0; turned < 200; turned += 1) turnBit(bytes, PAGE, random);
      return bytes;
    case 6:
      for (let turned = 0; turned < 20; turned += 1) turnBit(bytes, PAGE, random);
      return bytes;
    default:
      turnBit(bytes, 0, random, 100);
      return bytes;
  }
}

function turnBit(bytes: Uint8Array, from: number, random: () => number, to = bytes.length): void {
  const at = from + Math.floor(random() * (to - from));
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
