// The results of several load generators become one run, with every request of every file exactly once.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, expect, test } from 'vitest';
import { EVERYTHING } from '../../shared/sample-query.ts';
import { emptySummary } from '../../shared/summary.ts';
import { exampleBatch, examplePlan } from '../../shared/test-example-run.ts';
import { TraceIds } from '../../shared/trace-id.ts';
import { tracesOf } from '../../shared/traced-run.ts';
import { exportedChunks } from '../export/thread/exporting.ts';
import { SampleQueries } from '../samples/sample-queries.ts';
import { openTestRuns } from '../store/test-history.ts';
import type { RunStore } from '../store/run-store.ts';
import { k6Csv, k6Json, type K6Request } from './test-k6-results.ts';
import { mergeContents, type MergingPlace } from './test-merging.ts';
import { csv, lineOf, AT } from './test-results.ts';

let folder = '';
let runs: RunStore;
let place: MergingPlace;

beforeEach(() => {
  ({ folder, runs } = place = openTestRuns());
});

const LOCUST = `timestamp,request_type,name,response_time_ms,response_length,status_code,exception
${AT / 1000 + 0.5},GET,/cart,12.25,300,200,
${AT / 1000 + 0.75},POST,/buy,40.5,0,0,"ConnectionError('refused, twice')"
`;

test('k6 CSV and JSON, Locust and a JTL become one run whose total is the sum and whose percentiles are those of the sorted union', async () => {
  const requests = (first: number): K6Request[] =>
    Array.from({ length: 200 }, (_, at) => ({
      endedAt: AT + 100 + at * 10,
      duration: first + at * 0.37,
      blocked: at % 50 === 0 ? 8 : 0.001,
    }));
  const jtl = Array.from({ length: 50 }, (_, at) => lineOf({ at: AT + at * 20, elapsed: 100 + at }));
  const { merged, row } = await mergeContents(place, {
    'pod-1.csv': k6Csv(requests(5)),
    'pod-2.csv.gz': gzipSync(k6Csv([...requests(20), { endedAt: AT + 3000, duration: 500, status: 503 }])),
    'pod-3.json': k6Json(requests(9)),
    'locust.csv': LOCUST,
    'jmeter.jtl': csv(jtl),
  });
  const times = [
    ...[5, 20, 9].flatMap((first) => requests(first).map(({ duration, blocked = 0 }) => blocked + duration)),
    500,
    12.25,
    40.5,
    ...jtl.map((_, at) => 100 + at),
  ].toSorted((a, b) => a - b);
  const rank = (share: number): number => times[Math.ceil(share * times.length) - 1] ?? 0;
  expect(merged.generators).toEqual([
    { name: 'pod-1', requests: 200 },
    { name: 'pod-2', requests: 201 },
    { name: 'pod-3', requests: 200 },
    { name: 'locust', requests: 2 },
    { name: 'jmeter', requests: 50 },
  ]);
  const { summary } = row;
  expect(summary.requests).toEqual({ total: 653, succeeded: 651, failed: 2, cancelled: 0 });
  expect(summary.serviceTime.p99).toBeCloseTo(rank(0.99), 2);
  expect(summary.serviceTime.p50).toBeCloseTo(rank(0.5), 2);
  expect(summary.serviceTime.max).toBeCloseTo(500, 2);
  expect(summary.outcomes).toMatchObject({ http_5xx: 1 });
  expect(row.generators).toEqual(['pod-1', 'pod-2', 'pod-3', 'locust', 'jmeter']);
  expect(row.importedFrom).toBe('pod-1.csv, pod-2.csv.gz, pod-3.json, locust.csv, jmeter.jtl');
  expect(merged.notes.some((note) => /the same time from/.test(note))).toBe(true);
});

test('each load generator is a group of figures, a filter and a column, which comes back when the rows are read again', async () => {
  const lines = (elapsed: number): string =>
    csv(Array.from({ length: 20 }, (_, at) => lineOf({ at: AT + at * 9, elapsed: elapsed + at })));
  const { row } = await mergeContents(place, { 'pod-1.csv': lines(5), 'pod-2.csv': lines(50) });
  runs.flush();
  const queries = new SampleQueries(runs.path);
  const chunks: Uint8Array[] = [];
  try {
    const figures = await queries.ask('samples.figures', { runId: row.id, view: 'test', filter: EVERYTHING });
    expect(figures.generators?.map(({ name, requests }) => [name, requests.total])).toEqual([
      ['pod-1', 20],
      ['pod-2', 20],
    ]);
    const filter = { ...EVERYTHING, generators: ['pod-2'] };
    const chosen = await queries.ask('samples.figures', { runId: row.id, view: 'test', filter });
    expect(chosen.requests.total).toBe(20);
    expect(chosen.serviceTime.min).toBe(50);
    const series = { runId: row.id, view: 'test', filter: EVERYTHING, by: 'ended' as const, columns: 10 };
    const groups = await queries.ask('samples.groups', { ...series, of: 'generator' });
    expect(groups.map(({ columns }) => columns.reduce((sum, { succeeded }) => sum + succeeded, 0))).toEqual([20, 20]);
    const snapshots = await queries.ask('samples.series', series);
    const senders = snapshots.flatMap(({ dots }) => [...dots.sender]);
    expect([0, 1].map((sender) => senders.filter((one) => one === sender).length)).toEqual([20, 20]);
  } finally {
    await queries.close();
  }
  for await (const chunk of exportedChunks({ path: runs.path, kind: 'requests-csv', row, filter: null }, {}))
    chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  expect(text.split('\r\n')[0]).toMatch(/,"tls_resumed","load_generator"$/);
  const again = await mergeContents(place, { 'again.csv': text });
  expect(again.merged.generators).toEqual([
    { name: 'pod-1', requests: 20 },
    { name: 'pod-2', requests: 20 },
  ]);
});

test('a request of k6 begins before its connection and ends with its last byte', async () => {
  const { row } = await mergeContents(place, { 'one.csv': k6Csv([{ endedAt: AT + 1000.25, duration: 10, blocked: 4 }]) });
  expect(row.summary.serviceTime.max).toBeCloseTo(14, 3);
  expect(row.startedAt).toBe(Math.floor(AT + 1000.25 - 14));
  expect(row.plan.scenarios.map(({ name, steps }) => [name, steps.length])).toEqual([['buy 1', 1]]);
});

test('times of k6 in whole seconds are read, and this is reported', async () => {
  const text = k6Csv([{ endedAt: AT + 1200, duration: 10 }], (ms) => String(Math.floor(ms / 1000)));
  const { merged } = await mergeContents(place, { 'one.csv': text });
  expect(merged.notes.join(' ')).toContain('K6_CSV_TIME_FORMAT=unix_micro');
});

test.each([
  ['in the middle of a request', (text: string) => text.slice(0, text.lastIndexOf('http_req_waiting') + 20), 9],
  ['in the first line of a request', (text: string) => text.slice(0, text.lastIndexOf('http_reqs') + 4), 9],
  ['within a packed file', (text: string) => gzipSync(text).subarray(0, -30), null],
])('a file of k6 that is cut off %s loses only that request, and says so', async (_, cut, left) => {
  const ten = Array.from({ length: 10 }, (__, at) => ({ endedAt: AT + at * 100, duration: 5 + at }));
  const { merged } = await mergeContents(place, {
    'whole.csv': k6Csv(ten.map((one) => ({ ...one, duration: 2 }))),
    'cut.csv': cut(k6Csv(ten)),
  });
  const [whole, other] = merged.generators;
  expect(whole?.requests).toBe(10);
  if (left !== null) expect(other?.requests).toBe(left);
  expect(merged.notes.find((note) => note.startsWith('cut.csv: '))).toMatch(/cut off/);
});

test('the same file twice is counted once, packed or not', async () => {
  const lines = csv(Array.from({ length: 20 }, (_, at) => lineOf({ at: AT + at * 7, elapsed: 3 + at })));
  const { merged, row } = await mergeContents(place, { 'a.csv': lines, 'b.csv.gz': gzipSync(lines) });
  expect(row.summary.requests.total).toBe(20);
  expect(merged.notes).toContain('b.csv.gz holds the same 20 requests as a.csv and is left out.');
});

test('clocks that are minutes apart are reported, and starts can be aligned', async () => {
  const lines = (at: number): string =>
    csv(Array.from({ length: 20 }, (_, n) => lineOf({ at: at + n * 100, elapsed: 3 + n + (at % 7) })));
  const files = { 'a.csv': lines(AT), 'b.csv': lines(AT + 192_000) };
  const apart = await mergeContents(place, files);
  expect(apart.merged.notes.join('\n')).toMatch(/b began .*after a, by the clocks in the files.*--align start/);
  expect(apart.merged.notes).toContain('They did not send at the same time.');
  expect(apart.row.summary.requests.total).toBe(40);
  const aligned = await mergeContents(place, files, { align: 'start' });
  expect(aligned.row.summary.durationMs).toBeLessThan(2500);
  expect(aligned.row.summary.requests.total).toBe(40);
});

test('a fault names its file, and nothing is kept', async () => {
  const bad = 'timeStamp,elapsed\n1764000000000,soon\n';
  await expect(mergeContents(place, { 'good.csv': csv([lineOf({})]), 'bad.csv': bad })).rejects.toThrow(
    'bad.csv: Line 2, column “elapsed”',
  );
  expect(runs.list()).toEqual([]);
});

test('large files are read by threads, and merged like small ones', async () => {
  // Larger than the size up to which starting a thread is not worthwhile.
  const linesFrom = (first: number): string[] =>
    Array.from({ length: 20_000 }, (_, at) => lineOf({ at: AT + first + 3 * at, elapsed: (at * 7919 + first) % 1000 }));
  const { merged, row } = await mergeContents(place, { 'one.jtl': csv(linesFrom(0)), 'two.jtl': csv(linesFrom(1)) });
  expect(merged.generators).toEqual([
    { name: 'one', requests: 20_000 },
    { name: 'two', requests: 20_000 },
  ]);
  const union = [0, 1]
    .flatMap((first) => Array.from({ length: 20_000 }, (_, at) => (at * 7919 + first) % 1000))
    .toSorted((a, b) => a - b);
  expect(row.summary.serviceTime).toMatchObject({ p50: union[19_999], p99: union[39_599], min: 0, max: 999 });
  expect(row.summary.requests.total).toBe(40_000);
});

test('a fault in a large file names it, and nothing is kept', async () => {
  const lines = Array.from({ length: 20_000 }, (_, at) => lineOf({ at: AT + at }));
  const broken = [...lines, 'odd', ...lines.slice(0, 2)];
  await expect(mergeContents(place, { 'one.jtl': csv(lines), 'broken.jtl': csv(broken) })).rejects.toThrow(
    /^broken\.jtl: Line 20002/,
  );
  expect(runs.list()).toEqual([]);
});

/** A run file with two requests of a plan whose requests carry a trace context. */
function tracedFile(id: string, startedAt: number): Uint8Array {
  const plan = { ...examplePlan(), trace: true };
  runs.insert({ id, name: 'Home', planId: null, plan, startedAt });
  runs.append(id, exampleBatch([{ iteration: 0 }, { iteration: 1 }]));
  runs.finish(id, { state: 'completed', reason: null, summary: { ...emptySummary(), durationMs: 100 }, verdicts: [] });
  const path = join(folder, `${id}.onrush`);
  runs.writeFile([id], path);
  return readFileSync(path);
}

test('requests of merged runs lead to the traces that they really had', async () => {
  const { row } = await mergeContents(place, { 'a.onrush': tracedFile('run-a', AT), 'b.onrush': tracedFile('run-b', AT + 30) });
  runs.flush();
  const queries = new SampleQueries(runs.path);
  try {
    const wanted = { runId: row.id, view: 'test', filter: EVERYTHING, offset: 0, limit: 10 };
    const { rows } = await queries.ask('samples.page', { ...wanted, sort: { by: 'seq', descending: false } });
    const traces = [...rows.seq.keys()].map((at) =>
      tracesOf(row)?.(rows.iteration[at] ?? 0, rows.step[at] ?? 0, rows.sender[at] ?? 0),
    );
    const real = ['run-a', 'run-b'].flatMap((id) => [0, 1].map((iteration) => new TraceIds(id).traceId(iteration, 0)));
    expect(new Set(traces)).toEqual(new Set(real));
  } finally {
    await queries.close();
  }
});

test('requests that are too far apart for a run are refused with the time between them', async () => {
  const text = [0, 9].map((days) => `${1_700_000_000_000 + days * 86_400_000},10,GET /,200,true`).join('\n');
  await expect(mergeContents(place, { 'a.jtl': `timeStamp,elapsed,label,responseCode,success\n${text}\n` })).rejects.toThrow(
    'These requests lie 216 h apart, and a run lasts at most 168 h. Import each run by itself.',
  );
});
