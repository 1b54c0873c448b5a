// However and whenever a run ends, the figures stored of it add up: stopped, paused, resumed, cancelled or crashed at random
// moments. ONRUSH_RUN_ENDS sets how many cases are tried.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UserError } from '../../shared/errors.ts';
import { scheduleOfRun } from '../../shared/plan/load-change.ts';
import type { PlanInput } from '../../shared/plan/plan.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import type { RunRow } from '../../shared/run.ts';
import { threadsThat } from '../engine/tests/test-crash.ts';
import { startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';
import { exportOf } from '../app/exports.ts';
import { RunManager } from '../app/run-manager.ts';
import { ConfirmedHostStore } from '../store/confirmed-host-store.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { RunStore } from '../store/run-store.ts';
import { TargetGuard } from '../app/target-guard.ts';
import { storedBatches } from '../store/test-stored-rows.ts';

const CASES = Number(process.env['ONRUSH_RUN_ENDS'] ?? 40);
const AT_ONCE = 4;
const LAST_STOP_MS = 600;

let folder: string;
let database: Database;
let runs: RunStore;
let target: TestTarget;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-run-ends-'));
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  database = opened.value;
  runs = new RunStore(database, { onWriteError: (failure) => expect.unreachable(failure.message) });
  target = await startHttpTarget((request, response) => {
    const delayMs = request.url === '/slow' ? 120 : 4;
    setTimeout(() => response.writeHead(request.url === '/bad' ? 500 : 200).end('ok'), delayMs);
  });
});

afterAll(async () => {
  runs.close();
  database.close();
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

const LOADS: readonly PlanInput['load'][] = [
  { model: 'iterations', iterations: 3000, vus: 7 },
  { model: 'iterations', iterations: 40, vus: 3 },
  { model: 'closed', startTarget: 1, stages: [{ duration: '2s', target: 9 }] },
  { model: 'open', stages: [{ duration: '2s', target: 300 }], maxVus: 12 },
  { model: 'open', stages: [{ duration: '2s', target: 300 }], maxVus: 3, whenBusy: 'drop' },
];

const moment = fc.integer({ min: 0, max: 500 });
const cases = fc.record({
  load: fc.constantFrom(...LOADS),
  paths: fc.constantFrom(['fast'], ['fast', 'bad'], ['slow', 'fast']),
  warmup: fc.constantFrom(0, 0, 300),
  gracefulStop: fc.constantFrom(0, 50, 2000),
  workers: fc.integer({ min: 1, max: 2 }),
  actions: fc.array(
    fc.record({ at: moment, what: fc.constantFrom('pause', 'resume', 'pause', 'resume', 'stop', 'more', 'less') }),
    {
      maxLength: 6,
    },
  ),
  crash: fc.option(fc.record({ how: fc.constantFrom('throw', 'exit'), at: moment })),
});

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

async function runCase({ load, paths, warmup, gracefulStop, workers, actions, crash }: Case): Promise<RunRow> {
  const steps = paths.map((path) => ({ url: target.url + path }));
  const plan = parsePlan({ version: 1, scenarios: [{ steps }], load, warmup, gracefulStop });
  if (!plan.ok) throw new Error(plan.failure.message);
  const guard = new TargetGuard(new ConfirmedHostStore(database), () => Promise.reject(new Error('no look-ups here')));
  const settings = { theme: 'system', stopWhenRefused: true, workers: null } as const;
  const manager = new RunManager(runs, { guard, settings: () => settings }, () => undefined);
  const threads = crash === null ? {} : threadsThat(crash.how, crash.at);
  const { id, ended } = await manager.start({ plan: plan.value, planId: null, workers, threads });
  const timers = [...actions, { at: LAST_STOP_MS, what: 'stop' }].map(({ at, what }) =>
    setTimeout(() => {
      if (what === 'pause') manager.pause(id);
      else if (what === 'resume') manager.resume(id);
      else if (what === 'stop') manager.stop(id);
      else changeLoad(manager, id, load, what);
    }, at),
  );
  const row = await ended;
  for (const timer of timers) clearTimeout(timer);
  return row;
}

function changeLoad(manager: RunManager, id: string, { model }: Case['load'], what: string): void {
  const level = (model === 'open' ? 100 : 1) * (what === 'more' ? 7 : 2);
  try {
    manager.adjust(id, { level, maxVus: model === 'open' ? (what === 'more' ? 20 : 2) : null });
  } catch (error) {
    // It may be over or about to end, and then says so.
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(/cannot be changed any more/);
  }
}

/** A failure names the case. */
async function expectToAddUp(row: RunRow, tried: Case): Promise<void> {
  try {
    await expectConsistent(row);
  } catch (cause) {
    throw new Error(`${JSON.stringify(tried)} ended ${row.state}, ${JSON.stringify(row.summary.iterations)}`, { cause });
  }
}

async function expectConsistent(row: RunRow): Promise<void> {
  const { summary, plan } = row;
  const { requests, iterations, warmupRequests, lostRequests } = summary;
  const snapshots = runs.open(row.id)?.snapshots ?? [];
  const sum = (read: (one: (typeof snapshots)[number]) => number): number => snapshots.reduce((all, one) => all + read(one), 0);
  const measured = snapshots.filter(({ isWarmup }) => !isWarmup);
  const batches = [...storedBatches(runs, row.id)];
  const rows = batches.flatMap(({ columns, count }) => [...columns.iteration.subarray(0, count)]);
  const steps = batches.flatMap(({ columns, count }) => [...columns.step.subarray(0, count)]);

  expect(['completed', 'stopped', 'failed']).toContain(row.state);
  const hasMeasured = requests.total > 0 || lostRequests > 0;
  if (row.state === 'failed' && hasMeasured) expect(row.reason).toMatch(/^(The thread|Thread \d of \d) of the engine crashed/);
  else if (row.state === 'failed')
    expect(row.reason).toMatch(/^(Nothing was measured|(The thread|Thread \d of \d) of the engine crashed)/);
  else expect(lostRequests).toBe(0);
  // Every request that started ended in one way, and has one row.
  expect(requests.succeeded + requests.failed + requests.cancelled).toBe(requests.total);
  expect(rows).toHaveLength(requests.total + warmupRequests);
  expect(sum(({ started }) => started)).toBe(requests.total + warmupRequests + lostRequests);
  // Sums over outcomes, over seconds, over times.
  expect(Object.values(summary.outcomes).reduce((all, count) => all + count, 0)).toBe(requests.total);
  expect(measured.reduce((all, one) => all + one.service.count, 0)).toBe(requests.succeeded + requests.failed);
  expect(measured.reduce((all, one) => all + one.succeeded + one.failed + one.cancelled, 0)).toBe(requests.total);
  expect(sum((one) => one.warmupRequests)).toBe(warmupRequests);
  expect(summary.failures.reduce((all, group) => all + group.count, 0)).toBeLessThanOrEqual(requests.failed + requests.cancelled);
  expect(sum((one) => one.due)).toBe(iterations.scheduled);
  expect(sum((one) => one.dropped)).toBe(iterations.dropped);
  // Sums over steps: each iteration that began sent its first step, and none sent a step twice.
  const first = steps.filter((step) => step === 0).length;
  expect(first).toBe(new Set(rows).size);
  expect(steps.length - first).toBeLessThanOrEqual(first * (plan.scenarios[0]?.steps.length ?? 1) - first);
  // Scheduled = started + dropped; the rest of the plan never fell due.
  expect(iterations.started + iterations.dropped).toBe(iterations.scheduled);
  const planned = scheduleOfRun(plan.load, row.annotations).iterations ?? Infinity;
  const isChanged = row.annotations.some(({ kind }) => kind === 'level');
  // A thread that receives a lower rate late has started more by then.
  if (!isChanged) expect(planned - iterations.scheduled).toBeGreaterThanOrEqual(0);
  if (row.state === 'completed' && Number.isFinite(planned)) expect(iterations.scheduled).toBeGreaterThanOrEqual(planned);
  if (lostRequests === 0) expect(new Set(rows).size).toBe(iterations.started);
  else expect(new Set(rows).size).toBeLessThanOrEqual(iterations.started);
  const pauses = row.annotations.filter(({ kind }) => kind !== 'level').map(({ kind }) => kind);
  expect(pauses).toEqual(pauses.map((_, at) => (at % 2 === 0 ? 'paused' : 'resumed')));
  expect(row.annotations.map(({ at }) => at)).toEqual(row.annotations.map(({ at }) => at).toSorted((a, b) => a - b));
  expect(summary.pausedMs).toBeLessThanOrEqual(summary.durationMs);
  expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);

  const path = join(folder, `${row.id}.csv`);
  const written = await exportOf(runs, row, 'requests-csv').write(path);
  expect([written.rows, readFileSync(path, 'utf8').trimEnd().split('\r\n').length - 1]).toEqual([rows.length, rows.length]);
}

test(
  `${CASES} runs that end in any way at any moment add up`,
  async () => {
    const left = fc.sample(cases, { numRuns: CASES, seed: 20 });
    const lanes = Array.from({ length: AT_ONCE }, async () => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        const row = await runCase(next);
        await expectToAddUp(row, next);
      }
    });
    await Promise.all(lanes);
    const states = runs.list().map(({ state }) => state);
    expect(runs.list()).toHaveLength(CASES);
    // Otherwise the cases would prove nothing.
    expect(states).toEqual(expect.arrayContaining(['stopped', 'failed']));
  },
  CASES * 5000,
);
