import { openTestRuns } from '../store/test-history.ts';
import { createReadStream, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeEach, expect, test } from 'vitest';
import {
  examplePlan,
  exampleBatch,
  exampleHealth,
  exampleSnapshot,
  plainBatch,
  summaryOf,
} from '../../shared/test-example-run.ts';
import { OUTCOME_CODE } from '../../shared/outcome.ts';
import type { ExportEvent } from '../../shared/rpc.ts';
import type { RunRow } from '../../shared/run.ts';
import { EVERYTHING } from '../../shared/sample-query.ts';
import { csvText } from '../export/csv/test-csv.ts';
import { exportOf } from '../app/exports.ts';
import { RunningExports } from '../app/running-exports.ts';
import type { ExportProgress } from '../export/thread/messages.ts';
import type { Database } from '../store/database.ts';
import type { RunStore } from '../store/run-store.ts';
import { storedBatches } from '../store/test-stored-rows.ts';

const STARTED_AT = 1_790_000_000_000;
const ROWS_PER_BATCH = 2500;
/** Well below the size of the file: buffers, the thread, and garbage that was not collected yet. */
const MOST_GROWTH_BYTES = 100_000_000;

let folder = '';
let database: Database;
let store: RunStore;

beforeEach(() => {
  ({ folder, database, runs: store } = openTestRuns());
});

function insert(): void {
  store.insert({ id: 'a', name: 'A', planId: null, plan: examplePlan(), startedAt: STARTED_AT });
}

function rowOfRun(): RunRow {
  const row = store.row('a');
  if (row === null) throw new Error('The run is in the history');
  return row;
}

function storePlain(rows: number): RunRow {
  insert();
  const batch = plainBatch(0, ROWS_PER_BATCH);
  for (let from = 0; from < rows; from += ROWS_PER_BATCH) store.append('a', batch);
  store.finish('a', { state: 'completed', reason: null, summary: summaryOf(rows), verdicts: [] });
  return rowOfRun();
}

async function countLines(path: string): Promise<number> {
  let count = 0;
  for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1;
  }
  return count;
}

test("the file of the thread has the run's rows, with the seconds in which the generator was watched", async () => {
  insert();
  store.append('a', exampleBatch([{ sentAt: 500 }, { sentAt: 1500 }, { sentAt: 2500 }]));
  store.appendSnapshot('a', exampleSnapshot({ index: 3, health: exampleHealth({ verdict: 'strained' }) }), summaryOf(3), []);
  store.appendSnapshot('a', exampleSnapshot({ index: 7, health: exampleHealth({ second: 1 }) }), summaryOf(3), []);
  store.append(
    'a',
    exampleBatch([{ sentAt: 700, outcome: OUTCOME_CODE.timeout, status: 0, error: 1 }], [{ code: 'X', message: 'y' }]),
  );
  const path = join(folder, 'requests.csv');
  expect(await exportOf(store, rowOfRun(), 'requests-csv').write(path)).toEqual({ rows: 4 });
  const generator = new Map([
    [0, 'strained'],
    [1, 'trusted'],
  ] as const);
  const expected = csvText({ id: 'a', startedAt: STARTED_AT, plan: examplePlan(), generator }, storedBatches(store, 'a'));
  expect(readFileSync(path, 'utf8')).toBe(expected);

  // As in a history that is older than the table of seconds.
  database.write(() => database.prepare('DELETE FROM generator_seconds').run());
  await exportOf(store, rowOfRun(), 'requests-csv').write(path);
  expect(readFileSync(path, 'utf8')).toBe(expected);
});

test('a file with the ending of gzip is a gzip file', async () => {
  const row = storePlain(20_000);
  const plain = join(folder, 'requests.csv');
  const packed = join(folder, 'requests.csv.gz');
  await exportOf(store, row, 'requests-csv').write(plain);
  expect(await exportOf(store, row, 'requests-csv').write(packed)).toEqual({ rows: 20_000 });
  expect(gunzipSync(readFileSync(packed)).equals(readFileSync(plain))).toBe(true);
  expect(statSync(packed).size).toBeLessThan(statSync(plain).size / 4);
});

test('only the requests of a filter are written', async () => {
  insert();
  const ended = Array.from({ length: 100 }, (_, row) => ({ iteration: row, endedAt: 1000 + row, vu: row % 2 }));
  store.append('a', exampleBatch(ended));
  store.append('a', exampleBatch(ended));
  const path = join(folder, 'requests.csv');
  const filter = { ...EVERYTHING, window: { by: 'ended', from: 1010, to: 1020 }, vu: 1 } as const;
  expect(await exportOf(store, rowOfRun(), 'requests-csv', { filter }).write(path)).toEqual({ rows: 10 });
  const seqs = readFileSync(path, 'utf8')
    .split('\r\n')
    .slice(1, -1)
    .map((line) => Number(line.split(',')[17]));
  expect(seqs).toEqual([11, 13, 15, 17, 19, 111, 113, 115, 117, 119].map((seq) => seq + 1 - (seq % 2)));
});

test('the progress grows to the whole, and a cancelled export leaves nothing', async () => {
  const row = storePlain(100_000);
  const shares: number[] = [];
  const path = join(folder, 'requests.csv');
  await exportOf(store, row, 'requests-csv').write(path, { handleProgress: ({ share }) => shares.push(share) });
  expect(shares.length).toBeGreaterThan(10);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBeGreaterThan(0.9);

  const before = readdirSync(folder).toSorted();
  const stop = new AbortController();
  const cancelled = exportOf(store, row, 'requests-csv').write(join(folder, 'other.csv'), {
    signal: stop.signal,
    handleProgress: () => stop.abort(),
  });
  await expect(cancelled).rejects.toThrow(/aborted/);
  expect(readdirSync(folder).toSorted()).toEqual(before);
});

test('requests that are damaged are left out of the file and counted; the others keep their numbers', async () => {
  const row = storePlain(4 * ROWS_PER_BATCH);
  database.write(() => database.prepare("UPDATE sample_batches SET columns = x'0201020304' WHERE seq = 1").run());
  const path = join(folder, 'requests.csv');
  const reported: ExportEvent[] = [];
  const exports = new RunningExports((event) => reported.push(event));
  const written = await exports.follow('e', exportOf(store, row, 'requests-csv')).write(path);
  expect(written).toEqual({ rows: 3 * ROWS_PER_BATCH });
  expect(reported.at(-1)).toEqual({ exportId: 'e', state: 'done', rows: 3 * ROWS_PER_BATCH, damaged: ROWS_PER_BATCH });
  const [header = '', ...lines] = readFileSync(path, 'utf8').split('\r\n').slice(0, -1);
  expect(header).toContain('outcome');
  const seqs = lines.map((line) => Number(line.split(',')[17]));
  const kept = Array.from({ length: 4 * ROWS_PER_BATCH }, (_, at) => at + 1);
  expect(seqs).toEqual(kept.filter((seq) => seq <= ROWS_PER_BATCH || seq > 2 * ROWS_PER_BATCH));
});

test('if every request is damaged, the file has only its header, and all of them are counted', async () => {
  const row = storePlain(2 * ROWS_PER_BATCH);
  database.write(() => database.prepare("UPDATE sample_batches SET columns = x'00'").run());
  const path = join(folder, 'requests.csv');
  const progress: ExportProgress[] = [];
  const options = { handleProgress: (now: ExportProgress) => progress.push(now) };
  expect(await exportOf(store, row, 'requests-csv').write(path, options)).toEqual({ rows: 0 });
  expect(progress.at(-1)).toEqual({ rows: 0, damaged: 2 * ROWS_PER_BATCH, share: 1 });
  expect(await countLines(path)).toBe(1);
});

test('the seconds of a damaged run are written from the requests that can be read', async () => {
  const row = storePlain(4 * ROWS_PER_BATCH);
  database.write(() => database.prepare("UPDATE sample_batches SET columns = x'00' WHERE seq = 2").run());
  const path = join(folder, 'timeseries.csv');
  const lasting = { ...row, summary: { ...row.summary, durationMs: 60_000 } };
  await exportOf(store, lasting, 'timeseries-csv').write(path);
  const [header = '', ...lines] = readFileSync(path, 'utf8').split('\r\n').slice(0, -1);
  const completed = header.split(',').indexOf('completed');
  expect(lines.reduce((sum, line) => sum + Number(line.split(',')[completed]), 0)).toBe(3 * ROWS_PER_BATCH);
});

test('a long run streams from the store into a file without being held in memory', { timeout: 60_000 }, async () => {
  const rows = 1_000_000;
  const row = storePlain(rows);
  const path = join(folder, 'requests.csv');
  const before = process.memoryUsage.rss();
  let growth = 0;
  const handleProgress = (): void => void (growth = Math.max(growth, process.memoryUsage.rss() - before));
  expect(await exportOf(store, row, 'requests-csv').write(path, { handleProgress })).toEqual({ rows });
  expect(statSync(path).size).toBeGreaterThan(MOST_GROWTH_BYTES * 1.5);
  expect(growth).toBeLessThan(MOST_GROWTH_BYTES);
  expect(await countLines(path)).toBe(rows + 1);
});

test.each([
  ['summary-md', 'a-20260921-1306-summary.md', '**A**'],
  ['charts-svg', 'a-20260921-1306-charts.svg', 'Percentile spectrum'],
  ['junit-xml', 'a-20260921-1306-junit.xml', '<testsuites name="Onrush"'],
] as const)('%s is one whole file', async (kind, name, part) => {
  const file = exportOf(store, storePlain(5000), kind);
  expect(file.fileName.replace(/\d{8}-\d{4}/, '20260921-1306')).toBe(name);
  expect(await file.write(join(folder, name))).toEqual({ rows: 1 });
  expect(readFileSync(join(folder, name), 'utf8')).toContain(part);
});

test('another history can read the run itself, even from a download', async () => {
  const file = exportOf(store, storePlain(5000), 'run-file');
  const path = join(folder, 'run.onrush');
  expect(await file.write(path)).toEqual({ rows: 1 });
  const pieces: Uint8Array[] = [];
  for await (const piece of file.stream({})) pieces.push(Buffer.from(piece));
  const downloaded = join(folder, 'downloaded.onrush');
  writeFileSync(downloaded, Buffer.concat(pieces));
  for (const from of [path, downloaded]) {
    const { runs } = openTestRuns();
    expect(runs.readFile(from, 'run.onrush')).toEqual({ ids: ['a'], known: 0 });
    expect(runs.row('a')?.summary.requests.total).toBe(5000);
  }
});
