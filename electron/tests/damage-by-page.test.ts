// Every kind of page of a history damaged in every way, and its header, its log and its cells: a damaged run never hides the
// others, is named, and is exported as far as it can be read. What is missing is reported, and no history is begun again.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UserError } from '../../shared/errors.ts';
import { examplePlan, exampleSnapshot, plainBatch, summaryOf } from '../../shared/test-example-run.ts';
import { StoredExport } from '../export/thread/stored-export.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { RunStore } from '../store/run-store.ts';
import { damagePage, PAGE, pagesOf, randomFrom, WAYS, type Page } from './test-damaged-pages.ts';

const RUNS = 4;
const BATCHES = 3;
const ROWS = 300;
const IDS = Array.from({ length: RUNS }, (_, run) => `run-${run}`);

let folder = '';
let sound: Uint8Array<ArrayBuffer>;
let pages: readonly Page[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-pages-'));
  const place = join(folder, 'sound');
  const database = opened(place);
  const store = storeOf(database);
  for (const id of [...IDS, 'gone']) storeRun(store, id);
  store.list();
  store.close();
  // Leaves pages that are free.
  for (const table of ['sample_batches', 'batch_spans', 'snapshots', 'merged_snapshots', 'run_briefs', 'counted_runs'])
    database.write(() => database.prepare(`DELETE FROM ${table} WHERE run_id = 'gone'`).run());
  database.write(() => database.prepare("DELETE FROM runs WHERE id = 'gone'").run());
  database.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  pages = pagesOf(database);
  database.close();
  sound = Uint8Array.from(readFileSync(join(place, 'onrush.db')));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(WAYS)('damage to a page of each kind is found: %s', async (way) => {
  const random = randomFrom(WAYS.indexOf(way) + 1);
  const kinds = Map.groupBy(pages, ({ name, kind }) => `${name} ${kind}`);
  expect(kinds.size).toBeGreaterThan(15);
  for (const [kind, alike] of kinds) {
    const page = alike[Math.floor(random() * alike.length)] ?? alike[0];
    // Without its list of tables a file is no longer a history; that is reported, see below.
    if (page === undefined || page.name === 'sqlite_schema') continue;
    const bytes = sound.slice();
    damagePage(bytes, way, page.number, random);
    const { lost, said } = await look(kind, bytes);
    // One page of the file never hides all runs: the history opens, and every run is there by its name.
    expect({ kind, said, lost }).toEqual({ kind, said: 'opened', lost: [] });
  }
});

test('a history without its list of tables is refused, and is not changed', async () => {
  for (const page of pages.filter(({ name }) => name === 'sqlite_schema')) {
    const bytes = sound.slice();
    bytes.fill(0, (page.number - 1) * PAGE, page.number * PAGE);
    const place = join(folder, `schema-${page.number}`);
    mkdirSync(place);
    writeFileSync(join(place, 'onrush.db'), bytes);
    const result = openDatabase(place);
    expect(result).toMatchObject({ ok: false, failure: { code: 'store_damaged' } });
    expect(Buffer.compare(readFileSync(join(place, 'onrush.db')), bytes)).toBe(0);
  }
});

test('damage to every field of the header is found', async () => {
  const random = randomFrom(77);
  const seen: Seen[] = [];
  // The format in force of SQLite's file header, https://sqlite.org/fileformat2.html#the_database_header.
  for (const [at, length] of [
    [0, 16],
    [16, 2],
    [18, 1],
    [19, 1],
    [20, 1],
    [21, 1],
    [24, 4],
    [28, 4],
    [32, 4],
    [36, 4],
    [40, 4],
    [44, 4],
    [52, 4],
    [56, 4],
    [60, 4],
    [100, 8],
  ] as const) {
    const bytes = sound.slice();
    for (let byte = at; byte < at + length; byte += 1) bytes[byte] = Math.floor(random() * 256);
    seen.push(await look(`header ${at}`, bytes));
  }
  // Most of the header decides how the rest of the file is read.
  expect(seen.filter(({ said }) => said === 'refused').length).toBeGreaterThan(4);
});

test('a file that is cut after each kind of page is found', async () => {
  const firsts = new Map(pages.map(({ name, kind, number }) => [`${name} ${kind}`, number]));
  for (const [kind, number] of firsts) {
    const { said, lost } = await look(`cut behind ${kind}`, sound.slice(0, number * PAGE));
    if (number * PAGE === sound.length) expect({ said, lost }).toEqual({ said: 'opened', lost: [] });
  }
  expect(await look('cut behind the header', sound.slice(0, 100))).toMatchObject({ said: 'refused' });
});

test('stretches of zeros, as a disk leaves them, are found', async () => {
  const random = randomFrom(5);
  for (let turn = 0; turn < 6; turn += 1) {
    const bytes = sound.slice();
    const at = PAGE + Math.floor(random() * (bytes.length - 3 * PAGE));
    bytes.fill(0, at, at + 512 * (1 + Math.floor(random() * 40)));
    const { said } = await look(`zeros at ${at}`, bytes);
    expect(said).toBe('opened');
  }
});

test('a log that is torn, empty, of zeros, reversed, or of another history is found', async () => {
  const withLog = (
    name: string,
    ids: readonly string[],
  ): { readonly file: Uint8Array; readonly log: Uint8Array<ArrayBuffer> } => {
    const database = opened(join(folder, name));
    const store = storeOf(database);
    for (const id of ids) storeRun(store, id);
    store.flush();
    const file = Uint8Array.from(readFileSync(database.path));
    const log = Uint8Array.from(readFileSync(`${database.path}-wal`));
    store.close();
    database.close();
    return { file, log };
  };
  const { file, log } = withLog('log', IDS);
  const other = withLog('other', ['other-1', 'other-2']);
  const half = Math.floor(log.length / 2);
  const turned = log.slice();
  turned[half] = (turned[half] ?? 0) ^ 1;
  const logs = {
    whole: log,
    torn: log.slice(0, half),
    'torn in its head': log.slice(0, 20),
    empty: log.slice(0, 0),
    'of zeros': new Uint8Array(log.length),
    turned,
    other: other.log,
  };
  for (const [name, bytes] of Object.entries(logs)) {
    const place = join(folder, `log-${name.replaceAll(' ', '-')}`);
    mkdirSync(place);
    writeFileSync(join(place, 'onrush.db'), file);
    writeFileSync(join(place, 'onrush.db-wal'), bytes);
    const { said, lost } = await lookAt(place, 'torn');
    expect({ name, isWhole: said === 'opened' && lost.length === 0 }).toEqual({ name, isWhole: name === 'whole' });
  }
});

const CELLS: readonly (readonly [string, string])[] = [
  ['runs', 'plan = 42'],
  ['runs', "plan = '{'"],
  ['runs', "summary = x'00ff'"],
  ['runs', "summary = '[]'"],
  ['runs', "started_at = 'soon'"],
  ['runs', 'state = 7'],
  ['runs', "verdicts = 'none'"],
  ['runs', "verdicts = '{}'"],
  ['runs', "tags = '7'"],
  ['runs', "annotations = '{}'"],
  ['runs', "name = x'01'"],
  ['runs', "owner_pid = 'nobody', state = 'running'"],
  ['sample_batches', "columns = 'text'"],
  ['sample_batches', "columns = x''"],
  ['sample_batches', "count = 'many'"],
  ['sample_batches', 'count = 5'],
  ['sample_batches', 'errors = 7'],
  ['sample_batches', "addresses = '{'"],
  ['batch_spans', "count = 'many'"],
  ['batch_spans', 'count = 7, first_row = 9'],
  ['snapshots', 'data = 3'],
  ['snapshots', "data = x'01'"],
  ['run_briefs', "brief = '{'"],
  ['run_briefs', "brief = '[]'"],
  ['run_briefs', 'brief = 4'],
];

test.each(CELLS)('a cell of %s of a wrong kind is found: %s', async (table, change) => {
  const place = join(folder, `cell-${table}-${CELLS.findIndex((cell) => cell[0] === table && cell[1] === change)}`);
  mkdirSync(place);
  writeFileSync(join(place, 'onrush.db'), sound);
  const sqlite = new DatabaseSync(join(place, 'onrush.db'));
  sqlite.exec(`UPDATE ${table} SET ${change} WHERE ${table === 'runs' ? 'id' : 'run_id'} = 'run-2'`);
  sqlite.close();
  const { lost, said, whole } = await lookAt(place);
  expect(said).not.toBe('refused');
  expect(lost).toEqual([]);
  // The other runs are as they were.
  expect(whole).toEqual(expect.arrayContaining(IDS.filter((id) => id !== 'run-2')));
});

interface Seen {
  /** The history was refused, or opened. */
  readonly said: 'refused' | 'opened';
  /** Runs that are in no list. */
  readonly lost: readonly string[];
  /** Runs with all their requests and without a report of damage. */
  readonly whole: readonly string[];
}

async function look(name: string, bytes: Uint8Array): Promise<Seen> {
  const place = join(folder, name.replaceAll(/\W+/g, '-'));
  mkdirSync(place);
  writeFileSync(join(place, 'onrush.db'), bytes);
  return await lookAt(place);
}

/** Fails on an internal error, and on requests that are missing without a report. */
async function lookAt(place: string, log: 'sound' | 'torn' = 'sound'): Promise<Seen> {
  const result = openDatabase(place, { busyTimeoutMs: 50 });
  if (!result.ok) {
    expect(result.failure.code).toMatch(/^store_(damaged|unavailable)$/);
    rmSync(place, { recursive: true });
    return { said: 'refused', lost: [], whole: [] };
  }
  const store = storeOf(result.value);
  try {
    const listed = readable(() => store.list());
    if (listed === null) return { said: 'refused', lost: [], whole: [] };
    const whole: string[] = [];
    for (const { id, name, reason, plan, summary, verdicts, tags } of listed) {
      // As a window reads it.
      expect([name, plan.name, typeof summary.requests.total, [...verdicts, ...tags].length]).toHaveLength(4);
      const { rows, damaged } = await exported(store, id);
      const isSaid = reason !== null || readable(() => store.open(id))?.row.reason !== null;
      // Fewer requests than were stored, without a report, must never happen. A torn log is simply shorter.
      if (!isSaid && log === 'sound') expect(rows + damaged, `${place} ${id}`).toBe(BATCHES * ROWS);
      if (!isSaid && damaged === 0) whole.push(id);
    }
    const ids = new Set(listed.map(({ id }) => id));
    return { said: 'opened', lost: IDS.filter((id) => !ids.has(id)), whole };
  } finally {
    store.close();
    result.value.close();
    rmSync(place, { recursive: true });
  }
}

/** null where the history says that it is damaged. */
function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError && error.failure.code === 'store_damaged') return null;
    throw error;
  }
}

async function exported(store: RunStore, id: string): Promise<{ readonly rows: number; readonly damaged: number }> {
  const row = readable(() => store.row(id));
  if (row === null) return { rows: 0, damaged: 0 };
  const stored = new StoredExport({ path: store.path, kind: 'requests-csv', row, filter: null }, (size) => new ArrayBuffer(size));
  try {
    const chunks = await stored.chunks();
    const isWhole = readable(() => [...chunks].length) !== null;
    return isWhole ? stored.progress : { rows: 0, damaged: BATCHES * ROWS };
  } finally {
    stored.close();
  }
}

function opened(place: string): Database {
  const result = openDatabase(place);
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

function storeOf(database: Database): RunStore {
  return new RunStore(database, { onWriteError: ({ message }) => expect.unreachable(message) });
}

function storeRun(store: RunStore, id: string): void {
  store.insert({ id, name: `Shop ${id}`, planId: null, plan: examplePlan(), startedAt: 1_790_000_000_000 });
  for (let part = 0; part < BATCHES; part += 1) {
    store.append(id, plainBatch(part * ROWS, ROWS));
    store.appendSnapshot(id, exampleSnapshot({ index: part }), summaryOf((part + 1) * ROWS), []);
    store.flush();
  }
  store.finish(id, { state: 'completed', reason: null, summary: summaryOf(BATCHES * ROWS), verdicts: [] });
}
