// Pacing, data that ends a run, and scenarios with loads of their own, in simulated time for any number of threads.
import { expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { scheduleOfPlan } from '../../../shared/plan/streams.ts';
import { levelAt } from '../../../shared/plan/schedule.ts';
import type { DataTable } from '../files/data-table.ts';
import { readCsv } from '../journey/read-csv.ts';
import type { Row } from './test-run.ts';
import { simulate, SIMULATED_URL, type SimulatedRequest, type SimulatedResponse } from './test-simulation.ts';

type Load = PlanInput['load'];
type Scenario = PlanInput['scenarios'][number];

const THREADS = [1, 2, 3, 4];

function open(rate: number, seconds: number, rest: object = {}): Load {
  return { model: 'open', stages: [{ duration: `${seconds}s`, target: rate }], maxVus: 20, ...rest };
}

function closed(vus: number, seconds: number): Load {
  return { model: 'closed', stages: [{ duration: `${seconds}s`, target: vus }] };
}

function step(name: string, path = name): Scenario['steps'][number] {
  return { name, url: `${SIMULATED_URL}${path}` };
}

function rowsOf(count: number): DataTable {
  const read = readCsv(Buffer.from(`id\n${Array.from({ length: count }, (_, at) => at).join('\n')}\n`), null);
  if (!read.ok) throw new Error(read.message);
  return read.table;
}

function within(ms: number): (request: SimulatedRequest) => SimulatedResponse {
  return () => ({ afterMs: ms });
}

function ofStep(rows: readonly Row[], at: number): readonly Row[] {
  return rows.filter((row) => row.step === at);
}

test.each(THREADS)('a paced user starts each iteration that long after the one before (%d threads)', async (workers) => {
  const scenarios = [{ pacing: '1s', steps: [step('a'), step('b')] }];
  const { rows, end } = await simulate({ version: 2, load: closed(5, 10), scenarios }, { serve: within(100), workers });
  for (let vu = 0; vu < 5; vu += 1) {
    const starts = ofStep(rows, 0)
      .filter((row) => row.vu === vu)
      .map(({ sentAt }) => sentAt);
    expect(starts.length).toBe(10);
    for (let at = 1; at < starts.length; at += 1) {
      const apart = (starts[at] ?? 0) - (starts[at - 1] ?? 0);
      expect(apart).toBeGreaterThanOrEqual(1000);
      expect(apart).toBeLessThan(1020);
    }
  }
  expect([end.summary.serviceTime.max, end.summary.responseTime.max].map(Math.round)).toEqual([100, 100]);
  // No user waits for its pacing at the end.
  expect(end.summary.durationMs).toBeLessThan(10_300);
});

test('an iteration longer than its pace is followed by the next at once, and a stop ends a pace at once', async () => {
  const slow = [{ pacing: '150ms', steps: [step('a')] }];
  const { rows } = await simulate({ version: 2, load: closed(1, 3), scenarios: slow }, { serve: within(200) });
  expect(rows.length).toBe(15);
  const long = [{ pacing: '1h', steps: [step('a')] }];
  const stopped = await simulate(
    { version: 2, load: closed(2, 600), scenarios: long },
    { serve: within(10), actions: [[1000, (run) => run.stop()]] },
  );
  expect(stopped.rows.length).toBe(2);
  expect(stopped.end.summary.durationMs).toBeLessThan(1100);
});

const WITH_DATA: Scenario[] = [{ steps: [step('a', '{{users.id}}')] }];
const LOADS: Load[] = [
  closed(7, 60),
  open(50, 60),
  open(50, 60, { whenBusy: 'drop' }),
  { model: 'iterations', iterations: 500, vus: 7 },
];

test.each(THREADS.flatMap((workers) => LOADS.map((load) => [workers, load] as const)))(
  'data that ends the run gives each row once (%d threads, %j)',
  async (workers, load) => {
    const paths: string[] = [];
    const plan: PlanInput = { version: 2, load, scenarios: WITH_DATA, data: [{ name: 'users', file: 'u.csv', onEnd: 'stop' }] };
    const serve = ({ path }: SimulatedRequest): SimulatedResponse => {
      paths.push(path);
      return { afterMs: 30 };
    };
    const journey = { constants: {}, secrets: [], tables: [rowsOf(101)] };
    const { end, rows } = await simulate(plan, { serve, workers, files: { tls: {}, journey } });
    expect(paths.toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)))).toEqual(
      Array.from({ length: 101 }, (_, at) => `/${at}`),
    );
    expect([end.state, end.reason]).toEqual([
      'completed',
      'The data file “users” is used up, so the run ended after 101 iterations.',
    ]);
    expect(end.summary.iterations).toEqual({ scheduled: 101, started: 101, dropped: 0 });
    expect(rows.length).toBe(101);
    expect(end.summary.durationMs).toBeLessThan(2500);
  },
);

test.each(THREADS)('a scenario with a load of its own has its own rate and users (%d threads)', async (workers) => {
  const scenarios = [
    { name: 'buy', weight: 3, steps: [step('a')] },
    { name: 'browse', weight: 1, steps: [step('b')] },
    { name: 'poll', load: open(5, 10, { maxVus: 2 }), steps: [step('c')] },
  ];
  const plan: PlanInput = { version: 2, load: open(40, 10), scenarios };
  const { rows, snapshots, end, atOnce } = await simulate(plan, { serve: within(50), workers });
  const [a, b, c] = [0, 1, 2].map((at) => ofStep(rows, at));
  expect([(a?.length ?? 0) + (b?.length ?? 0), c?.length]).toEqual([400, 50]);
  expect((a?.length ?? 0) / 400).toBeCloseTo(0.75, 1);
  expect(new Set(rows.map(({ iteration }) => iteration)).size).toBe(450);
  const others = new Set([...(a ?? []), ...(b ?? [])].map(({ vu }) => vu));
  expect(c?.some(({ vu }) => others.has(vu))).toBe(false);
  // The arrivals of each load come at its own rate.
  const dues = (c ?? []).map(({ dueAt }) => Math.round(dueAt)).toSorted((x, y) => x - y);
  expect(dues).toEqual(Array.from({ length: 50 }, (_, k) => k * 200));
  expect(end.summary.iterations).toEqual({ scheduled: 450, started: 450, dropped: 0 });
  expect(snapshots.reduce((sum, { due }) => sum + due, 0)).toBe(450);
  expect(snapshots.slice(1, -2).every(({ level }) => level === 45)).toBe(true);
  expect(atOnce).toBeLessThanOrEqual(22);
  expect(end.summary.responseTime.max).toBeLessThan(60);
});

test.each(THREADS)('a load without free users does not delay the other (%d threads)', async (workers) => {
  const scenarios = [
    { name: 'fast', steps: [step('a')] },
    { name: 'slow', load: open(20, 5, { maxVus: 1 }), steps: [step('b')] },
  ];
  const plan: PlanInput = { version: 2, load: open(20, 5), scenarios, gracefulStop: '2s' };
  const serve = ({ path }: SimulatedRequest): SimulatedResponse => ({ afterMs: path === '/b' ? 200 : 10 });
  const { rows, snapshots, end } = await simulate(plan, { serve, workers });
  const fast = ofStep(rows, 0);
  expect(fast.length).toBe(100);
  expect(Math.max(...fast.map(({ sentAt, dueAt }) => sentAt - dueAt))).toBeLessThan(3);
  expect(Math.max(...snapshots.map(({ backlog }) => backlog))).toBeGreaterThan(50);
  expect(end.summary.iterations.dropped).toBe(200 - rows.length);
});

test.each(THREADS)('a change of the load changes that of the plan, and the others go on (%d threads)', async (workers) => {
  const scenarios = [
    { name: 'a', steps: [step('a')] },
    { name: 'b', load: open(10, 10), steps: [step('b')] },
  ];
  const { rows, snapshots } = await simulate(
    { version: 2, load: open(10, 10), scenarios },
    { serve: within(5), workers, actions: [[5020, (run) => run.adjust({ level: 50, maxVus: 60 })]] },
  );
  expect(ofStep(rows, 1).length).toBe(100);
  expect(ofStep(rows, 0).length).toBeGreaterThan(280);
  expect(snapshots.find(({ startAt }) => startAt === 6000)?.level).toBe(60);
  expect(new Set(rows.map(({ vu, step: at }) => `${vu} ${at}`)).size).toBe(new Set(rows.map(({ vu }) => vu)).size);
});

test.each(THREADS)(
  'closed loads side by side keep their users apart, and each ends in its time (%d threads)',
  async (workers) => {
    const scenarios = [
      { name: 'a', steps: [step('a')] },
      { name: 'b', load: closed(2, 2), steps: [step('b')] },
    ];
    const { rows, end, atOnce } = await simulate({ version: 2, load: closed(3, 4), scenarios }, { serve: within(100), workers });
    expect([ofStep(rows, 0).length, ofStep(rows, 1).length]).toEqual([120, 40]);
    expect([atOnce, new Set(rows.map(({ vu }) => vu)).size]).toEqual([5, 5]);
    expect(end.summary.durationMs).toBeLessThan(4200);
  },
);

test.each(THREADS)("the end of one load's file ends the run, and all of its rows are taken (%d threads)", async (workers) => {
  const paths: string[] = [];
  const scenarios = [
    { name: 'others', steps: [step('a', 'x')] },
    { name: 'users', load: open(20, 60), steps: [step('b', '{{users.id}}')] },
  ];
  const plan: PlanInput = { version: 2, load: open(7, 60), scenarios, data: [{ name: 'users', file: 'u.csv', onEnd: 'stop' }] };
  const serve = ({ path }: SimulatedRequest): SimulatedResponse => {
    paths.push(path);
    return { afterMs: 20 };
  };
  const { end } = await simulate(plan, {
    serve,
    workers,
    files: { tls: {}, journey: { constants: {}, secrets: [], tables: [rowsOf(60)] } },
  });
  const taken = paths.filter((path) => path !== '/x').map((path) => Number(path.slice(1)));
  expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, at) => at));
  expect(end.state).toBe('completed');
  expect(end.summary.durationMs).toBeLessThan(3500);
  expect(end.summary.iterations.dropped).toBe(0);
});

test('the loads of a plan are drawn as one', () => {
  const scenarios = [{ load: open(5, 4), steps: [step('a')] }, { steps: [step('b')] }];
  const parsed = parsePlan({ version: 2, load: { ...open(10, 10), startTarget: 0 }, scenarios });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const schedule = scheduleOfPlan(parsed.value);
  expect([0, 2, 5, 9.9].map((at) => levelAt(schedule, at * 1000))).toEqual([5, 7, 5, 9.9]);
  expect([schedule.durationMs, schedule.maxVus, schedule.iterations]).toEqual([10_000, 40, 70]);
});
