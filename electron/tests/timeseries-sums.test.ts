// The rows of timeseries.csv add up to the summary of the run, whatever the number of scenarios and threads.
import { afterEach, expect, test } from 'vitest';
import type { PlanInput } from '../../shared/plan/plan.ts';
import { runPlan, type Observed } from '../engine/tests/test-run.ts';
import { startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';
import { parseCsv } from '../export/csv/test-parse-csv.ts';
import { timeseriesCsv } from '../export/csv/timeseries-csv.ts';

let target: TestTarget | null = null;
afterEach(async () => {
  await target?.close();
  target = null;
});

type Cells = Readonly<Record<string, string>>;

function rowsOf({ plan, end, snapshots, batches, annotations }: Observed): Cells[] {
  const run = { startedAt: 0, plan, annotations, summary: end.summary };
  const [head = [], ...rows] = parseCsv([...timeseriesCsv(run, snapshots, batches)].join(''));
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [head[at] ?? '', cell])));
}

function sum(rows: readonly Cells[], column: string): number {
  return rows.reduce((all, row) => all + Number(row[column]), 0);
}

async function planOf(load: PlanInput['load'], rest: Partial<PlanInput> = {}): Promise<PlanInput> {
  target = await startHttpTarget((request, response) => {
    request.resume();
    if (request.url === '/bad') response.statusCode = 500;
    if (request.url !== '/hang') setTimeout(() => response.end('ok'), 80);
  });
  const { url } = target;
  const scenarios = [
    { name: 'browse', steps: [{ url }] },
    { name: 'buy', steps: [{ url: `${url}bad` }] },
    { name: 'look', steps: [{ url }] },
  ];
  return { version: 1, scenarios, load, ...rest };
}

const OVERLOAD: PlanInput['load'] = { model: 'open', stages: [{ duration: '1400ms', target: 80 }], maxVus: 3 };

test.each([
  ['arrivals that wait until the grace time is over', 1, OVERLOAD],
  ['arrivals that wait until the grace time is over', 3, OVERLOAD],
  ['arrivals that are given up at once', 1, { ...OVERLOAD, whenBusy: 'drop' }],
  ['arrivals that are given up at once', 3, { ...OVERLOAD, whenBusy: 'drop' }],
] as const)('every column adds up: %s, with %i threads', async (_, workers, load) => {
  const observed = await runPlan(await planOf(load, { gracefulStop: '300ms' }), { workers });
  const { requests, iterations, bytesIn } = observed.end.summary;
  const rows = rowsOf(observed);
  expect(new Set(rows.map(({ Name }) => Name))).toEqual(new Set(['browse', 'buy', 'look']));
  expect(iterations.dropped).toBeGreaterThan(20);
  expect(sum(rows, 'dropped')).toBe(iterations.dropped);
  expect(observed.snapshots.reduce((all, { dropped }) => all + dropped, 0)).toBe(iterations.dropped);
  expect(observed.snapshots.reduce((all, { due }) => all + due, 0)).toBe(iterations.scheduled);
  expect(sum(rows, 'completed')).toBe(requests.succeeded + requests.failed);
  expect(sum(rows, 'failed')).toBe(requests.failed);
  expect(sum(rows, 'cancelled')).toBe(requests.cancelled);
  expect(sum(rows, 'bytes_in')).toBe(bytesIn);
  // Once a second: 80/s in the first one, and nothing is in flight at the end.
  expect(sum(rows.slice(0, 3), 'target_rate')).toBe(80);
  expect(sum(rows.slice(-3), 'in_flight')).toBe(0);
});

test('the rest of a stopped run is in the last row', async () => {
  const plan = await planOf({ model: 'iterations', iterations: 500, vus: 4 });
  const observed = await runPlan(plan, { workers: 2, during: (run) => setTimeout(() => run.stop(), 1300) });
  const { iterations } = observed.end.summary;
  const rows = rowsOf(observed);
  expect(iterations.dropped).toBeGreaterThan(300);
  expect(sum(rows, 'dropped')).toBe(iterations.dropped);
  expect(sum(rows.slice(-3), 'dropped')).toBe(iterations.dropped);
});
