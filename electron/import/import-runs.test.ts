// An exported run is imported unchanged; a file of JMeter is imported as far as its data goes; a bad file leaves nothing behind.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PlanInput } from '../../shared/plan/plan.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import type { RunRow } from '../../shared/run.ts';
import { parseCsv } from '../export/csv/test-parse-csv.ts';
import { exportOf } from '../app/exports.ts';
import { openHistory, type OpenHistory } from '../app/history.ts';
import { startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';
import { importRuns, type ImportedRuns } from './import-runs.ts';
import { storedSnapshots } from '../store/test-stored-rows.ts';

let folder: string;
let history: OpenHistory;
let target: TestTarget;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-import-'));
  const opened = openHistory(folder, () => undefined);
  if (!opened.ok) throw new Error(opened.failure.message);
  history = opened.value;
  let received = 0;
  let unknown = 0;
  target = await startHttpTarget((request, response) => {
    received += 1;
    request.resume();
    if (request.url?.startsWith('/moved')) response.writeHead(302, { location: '/landed' }).end();
    // These have their own count, so that one login is renewed and one journey ends early, whatever else the virtual users send.
    else if (request.url === '/unknown') response.writeHead(unknownStatus((unknown += 1))).end();
    else if (received % 11 === 0) response.socket?.destroy();
    else response.writeHead(received % 7 === 0 ? 503 : 200).end('x'.repeat(received % 100));
  });
});

afterEach(async () => {
  await history.close();
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each<[string, PlanInput['load'], Partial<PlanInput>]>([
  ['iterations', { model: 'iterations', iterations: 300, vus: 4 }, {}],
  ['closed', { model: 'closed', stages: [{ duration: '700ms', target: 5 }], startTarget: 5 }, { warmup: '300ms' }],
  ['open', { model: 'open', stages: [{ duration: '1200ms', target: 150 }], startTarget: 100, maxVus: 10 }, {}],
])('a run of the %s model that is exported, imported and exported again has the same rows', async (_, load, rest) => {
  const original = await run(load, rest);
  const before = await exported(original);
  const imported = await importText('round.csv', before);
  expect(cellsOf(await exported(imported))).toEqual(cellsOf(before));
  const { summary } = imported;
  expect(imported).toMatchObject({ state: 'completed', name: 'round', importedFrom: 'round.csv', machine: null });
  expect(summary.requests).toEqual(original.summary.requests);
  expect(summary.outcomes).toEqual(original.summary.outcomes);
  expect(summary.statusCodes).toEqual(original.summary.statusCodes);
  expect(summary.warmupRequests).toBe(original.summary.warmupRequests);
  expect(summary.serviceTime.mean).toBeCloseTo(original.summary.serviceTime.mean, 2);
  expect(summary.responseTime.p99 / original.summary.responseTime.p99).toBeCloseTo(1, 2);
  expect(summary.failures.map(({ message }) => message).toSorted()).toEqual(
    original.summary.failures.map(({ message }) => message).toSorted(),
  );
  const snapshots = storedSnapshots(history.runs, imported.id);
  expect(snapshots.reduce((sum, { succeeded, failed, cancelled }) => sum + succeeded + failed + cancelled, 0)).toBe(
    summary.requests.total + (rest.warmup === undefined ? 0 : countWarmup(snapshots)),
  );
  expect(snapshots.at(-1)).toMatchObject({ inFlight: 0, backlog: 0 });
});

function countWarmup(snapshots: readonly { isWarmup: boolean; succeeded: number; failed: number; cancelled: number }[]): number {
  return snapshots.reduce((sum, one) => sum + (one.isWarmup ? one.succeeded + one.failed + one.cancelled : 0), 0);
}

test('a run of journeys that is exported and imported has the same figures, rows of data and parts', async () => {
  const base = target.url.replace(/\/$/, '');
  const users = join(folder, 'users.csv');
  writeFileSync(users, 'id,x\n1,a\n2,b\n3,c\n');
  const checks = [{ status: 200 as const }];
  const original = await run(
    { model: 'iterations', iterations: 40, vus: 3 },
    {
      version: 2,
      data: [{ name: 'users', file: users }],
      http: { followRedirects: 3 },
      before: [{ name: 'reset', url: `${base}/reset`, onFail: 'continue' }],
      scenarios: [
        {
          name: 'buy',
          weight: 2,
          perVu: [{ name: 'log in', url: `${base}/login?u={{users.id}}`, onFail: 'continue' }],
          refreshOn: 401,
          steps: [
            { name: 'first', url: `${base}/moved?u={{users.id}}`, onFail: 'continue' },
            { name: 'second', url: `${base}/unknown`, checks },
            { name: 'third', method: 'POST', url: `${base}/third`, checks },
          ],
        },
        { name: 'look', steps: [{ name: 'look', url: `${base}/look` }] },
      ],
    },
  );
  const before = await exported(original);
  const imported = await importText('journeys.csv', before);
  expect(cellsOf(await exported(imported))).toEqual(cellsOf(before));
  const [ours, theirs] = [original.summary, imported.summary];
  expect(theirs.requests).toEqual(ours.requests);
  expect(theirs.outcomes).toEqual(ours.outcomes);
  expect(theirs.setup).toEqual(ours.setup);
  expect(theirs.setup?.renewed).toBeGreaterThan(0);
  expect(theirs.iterations.started).toBe(ours.iterations.started);
  expect(theirs.steps.map(({ name, requests }) => [name, requests])).toEqual(
    ours.steps.map(({ name, requests }) => [name, requests]),
  );
  const counts = ({ journey }: typeof ours): unknown => journey?.scenarios?.map(({ time: _time, ...rest }) => rest);
  expect(counts(theirs)).toEqual(counts(ours));
  expect(theirs.journey?.skippedRequests).toBeGreaterThan(0);
  expect(theirs.journey?.journeys?.time.max).toBeCloseTo(ours.journey?.journeys?.time.max ?? 0, 2);
  expect(theirs.journey?.dataRows).toEqual({ users: 3 });
});

test('a packed file is unpacked', async () => {
  const before = await exported(await run({ model: 'iterations', iterations: 20, vus: 2 }));
  const imported = await importText('packed.csv.gz', gzipSync(before));
  expect(imported.name).toBe('packed');
  expect(cellsOf(await exported(imported))).toEqual(cellsOf(before));
});

test("JMeter's file is read with any order of its columns and with any of them missing", async () => {
  const imported = await importText(
    'load.jtl',
    [
      'label,success,timeStamp,elapsed,responseCode,threadName,Latency,failureMessage,responseMessage',
      'Home,true,1700000000100,250,200,Users 1-1,200,,OK',
      'Home,true,1700000000000,120,200,Users 1-2,100,,OK',
      'Cart,false,1700000000500,80,503,Users 1-1,70,,Service Unavailable',
      '"Cart, ""big""",false,1700000000700,40,200,Users 1-2,30,Body was empty,OK',
      'Home,false,1700000002000,5000,Non HTTP response code: java.net.SocketTimeoutException,Users 1-1,0,,Non HTTP response message: Read timed out',
      '',
    ].join('\n'),
  );
  expect(imported.startedAt).toBe(1_700_000_000_000);
  expect(imported.summary.outcomes).toEqual({ ok: 2, http_5xx: 1, check_failed: 1, timeout: 1 });
  expect(imported.summary.durationMs).toBe(7000);
  expect(imported.summary.serviceTime).toMatchObject({ min: 40, max: 5000, mean: (250 + 120 + 80 + 40 + 5000) / 5 });
  // The file does not contain the times at which requests were due.
  expect(imported.plan.load.model).toBe('closed');
  expect(imported.summary.responseTime).toEqual(imported.summary.serviceTime);
  expect(imported.plan.scenarios[0]?.steps.map(({ name }) => name)).toEqual(['Home', 'Cart', 'Cart, "big"']);
  expect(imported.summary.failures.map(({ message }) => message)).toContain('Read timed out');
  expect(imported.summary.generator.verdict).toBeNull();
});

const AT = 1_764_000_000_000;

test.each([
  ['', 'This file is empty.'],
  ['a,b\n1,2\n', 'Line 1 has no columns “timeStamp” or “elapsed”. It has “a”, “b”.'],
  ['timeStamp,label,success\n1,2,3\n', 'Line 1 has no column “elapsed”. It has “timeStamp”, “label”, “success”.'],
  ['<?xml version="1.0"?><testResults version="1.2"><httpSample t="5"', 'holds no request. It may have been cut off'],
  ['timeStamp,elapsed\n', 'names its columns but holds no request'],
  [`timeStamp,elapsed\n${AT},2\n${AT},2,3\n${AT},2\n`, 'Line 3 has 3 columns where the first line names 2.'],
  [`timeStamp,elapsed\n${AT},7\n${AT},soon\n${AT},7\n`, 'Line 3, column “elapsed”: “soon” is not a number.'],
  [`timeStamp,elapsed\n${AT},7\n${AT},\n${AT},7\n`, 'Line 3, column “elapsed”: a number is missing.'],
  [`timeStamp,elapsed\n${AT},7\n${AT},-1\n${AT},7\n`, 'Line 3, column “elapsed”: -1 is below 0.'],
  [`timeStamp,elapsed\n${AT},7\n${AT},-1`, 'Line 3, column “elapsed”: -1 is below 0.'],
  [`timeStamp,elapsed,label\n${AT},7,Home\n${AT},-5,Home`, 'Line 3, column “elapsed”: -5 is below 0.'],
  [`timeStamp,elapsed,label\n${AT},7,Home\n${AT},soon,Ho`, 'Line 3, column “elapsed”: “soon” is not a number.'],
  [`timeStamp,elapsed\n${AT},7\n${AT},7,7`, 'Line 3 has 3 columns where the first line names 2.'],
  [`timeStamp,elapsed\n${AT},soon\n`, 'Line 2, column “elapsed”: “soon” is not a number.'],
  [`timeStamp,elapsed\n${AT},7\n"${AT},7\n${AT},7\n${AT},7\n`, 'is not valid CSV'],
  ['timeStamp,elapsed\n5,7\n9,7\n', 'The times in “timeStamp” are not points in time'],
  ['timeStamp,elapsed\n1.764E+12,7\n1.764E+12,7\n', 'was rounded by a spreadsheet such as Excel'],
  [`timeStamp,elapsed\n${`${AT},7\n`.repeat(10)}`, 'as Excel and other spreadsheets leave them'],
  ['<?xml version="1.0"?><jmeterTestPlan version="1.2"/>', 'a test plan of JMeter (JMX), not its results'],
  ['<!DOCTYPE html><html></html>', 'XML that begins with <html>'],
])('a file that cannot be read gets one sentence and leaves nothing: %j', async (text, sentence) => {
  await expect(importText('bad.csv', text)).rejects.toThrow(sentence);
  expect(history.runs.list()).toEqual([]);
});

test('a fault in the last line, or a cancel, leaves nothing of what was read before it', async () => {
  const lines = Array.from({ length: 30_000 }, (_, at) => `${1_700_000_000_000 + at},5`);
  await expect(importText('late.csv', ['timeStamp,elapsed', ...lines, 'late,5', ''].join('\n'))).rejects.toThrow('Line 30002');
  const cancelled = new AbortController();
  const path = join(folder, 'cancelled.csv');
  writeFileSync(path, ['timeStamp,elapsed', ...lines, ''].join('\n'));
  const handleProgress = (share: number): void => {
    if (share > 0.6) cancelled.abort();
  };
  await expect(
    importRuns(history.runs, { path, fileName: 'cancelled.csv' }, { signal: cancelled.signal, handleProgress }),
  ).rejects.toThrow('cancelled');
  expect(history.runs.list()).toEqual([]);
});

async function importFile(fileName: string, text: string | Uint8Array): Promise<ImportedRuns> {
  const path = join(folder, fileName);
  writeFileSync(path, text);
  const signal = new AbortController().signal;
  return await importRuns(history.runs, { path, fileName }, { signal, handleProgress: () => undefined });
}

async function importText(fileName: string, text: string | Uint8Array): Promise<RunRow> {
  const { runIds } = await importFile(fileName, text);
  const row = history.runs.row(runIds[0] ?? '');
  if (row === null) throw new Error('The run is not there');
  return row;
}

async function run(load: PlanInput['load'], rest: Partial<PlanInput> = {}): Promise<RunRow> {
  const parsed = parsePlan({
    version: 1,
    name: 'Shop',
    scenarios: [
      {
        name: 'buy, "fast"',
        weight: 3,
        steps: [{ url: target.url }, { name: '=cart', method: 'POST', url: `${target.url}cart`, body: 'x' }],
      },
      { name: 'look', steps: [{ url: `${target.url}look?a=1,2` }] },
    ],
    load,
    ...rest,
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const { ended } = await history.manager.start({ plan: parsed.value, planId: null });
  return await ended;
}

async function exported(row: RunRow): Promise<string> {
  const path = join(folder, `${row.id}.csv`);
  await exportOf(history.runs, row, 'requests-csv').write(path);
  return readFileSync(path, 'utf8');
}

function unknownStatus(count: number): number {
  if (count % 5 === 0) return 401;
  return count % 6 === 0 ? 503 : 200;
}

/** All cells except the id of the run. */
function cellsOf(file: string): string[][] {
  const rows = parseCsv(file);
  const without = rows[0]?.indexOf('run_id') ?? -1;
  return rows.map((row) => row.toSpliced(without, 1));
}
