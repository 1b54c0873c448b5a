// The load of a run is changed during it: checked against the formula, and against the target's own count.
import { expect, test } from 'vitest';
import type { LoadChange } from '../../../shared/annotation.ts';
import { scheduleOfRun } from '../../../shared/plan/load-change.ts';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { pausesOf } from '../../../shared/annotation.ts';
import { dueAt } from '../../../shared/plan/schedule.ts';
import type { Run } from '../run.ts';
import { planFor, runPlan, type Observed } from './test-run.ts';
import { SIMULATED_URL, simulate, type Simulated } from './test-simulation.ts';
import { startHttpTarget } from './test-target.ts';

/** Samples are stored with microsecond precision. */
const STORED_DIGITS = 2;

type Action = readonly [at: number, act: (run: Run) => void];

const to =
  (level: number | null, maxVus: number | null = null) =>
  (run: Run) =>
    expect(run.adjust({ level, maxVus })).toBeNull();

async function runWith(load: PlanInput['load'], actions: readonly Action[], workers = 2, afterMs = 2): Promise<Simulated> {
  return await simulate(planFor(SIMULATED_URL, load), { workers, actions, serve: () => ({ afterMs }) });
}

function changesOf({ annotations }: Observed): number[] {
  return annotations.filter(({ kind }) => kind === 'level').map(({ at }) => at);
}

test.each([1, 2, 3, 4])(
  'in the open model, with %i workers, every arrival is due where the formula with the new rates has it',
  async (workers) => {
    const load: PlanInput['load'] = { model: 'open', startTarget: 20, stages: [{ duration: '1500ms', target: 120 }] };
    const actions: Action[] = [
      [300, to(400)],
      [500, (run) => run.pause()],
      [600, to(150)],
      [800, (run) => run.resume()],
      [1200, to(0)],
      [1400, to(90, 200)],
    ];
    const observed = await runWith(load, actions, workers);
    const { end, rows, annotations, snapshots, received } = observed;
    expect(annotations.map(({ kind }) => kind)).toEqual(['level', 'paused', 'level', 'resumed', 'level', 'level']);
    const schedule = scheduleOfRun(planOf(load), annotations);
    const total = schedule.iterations ?? 0;
    expect(total).toBeGreaterThan(100);
    expect(end.summary.iterations).toEqual({ scheduled: total, started: total, dropped: 0 });
    expect(rows.map(({ iteration }) => iteration).toSorted((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, k) => k));
    const [pause] = pausesOf(annotations, Infinity);
    if (pause === undefined) throw new Error('There was no pause');
    for (const row of rows) {
      const planned = dueAt(schedule, row.iteration);
      const shift = row.sentAt >= pause.to ? pause.to - pause.from : 0;
      expect(row.dueAt).toBeCloseTo(planned + shift, STORED_DIGITS);
    }
    // The target received as many, and none of them before it was due.
    expect(received).toHaveLength(total);
    const due = rows.map((row) => row.dueAt).toSorted((a, b) => a - b);
    received.forEach((at, index) => expect(at).toBeGreaterThanOrEqual((due[index] ?? 0) - 0.001));
    expect(snapshots.reduce((sum, one) => sum + one.due, 0)).toBe(total);
  },
);

test('in the closed model users start and stop at the change, and the plan ends when it should', async () => {
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '1200ms', target: 2 }] };
  const actions: Action[] = [
    [300, to(9)],
    [700, to(1)],
  ];
  const observed = await runWith(load, actions, 2, 15);
  const [up = 0, down = 0] = changesOf(observed);
  const usersIn = (from: number, until: number): number[] =>
    [...new Set(observed.rows.filter(({ sentAt }) => sentAt >= from && sentAt < until).map(({ vu }) => vu))].toSorted(
      (a, b) => a - b,
    );
  expect(usersIn(0, up)).toEqual([0, 1]);
  expect(usersIn(up, down)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(usersIn(down, Infinity)).toEqual([0]);
  expect(observed.atOnce).toBe(9);
  expect(observed.snapshots.map(({ level }) => level)).toEqual(expect.arrayContaining([2, 9, 1]));
  expect(observed.end.summary.durationMs).toBeGreaterThanOrEqual(1200);
  expect(observed.received).toHaveLength(observed.end.summary.requests.total);
});

test('more or fewer users take the same iterations, each once', async () => {
  const load: PlanInput['load'] = { model: 'iterations', iterations: 120, vus: 3 };
  const actions: Action[] = [
    [200, to(8)],
    [300, to(2)],
  ];
  const observed = await runWith(load, actions, 2, 20);
  const [up = 0, down = 0] = changesOf(observed);
  const { rows } = observed;
  expect(rows.map(({ iteration }) => iteration).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, k) => k));
  expect(Math.max(...rows.filter(({ sentAt }) => sentAt < up).map(({ vu }) => vu))).toBe(2);
  expect(Math.max(...rows.filter(({ sentAt }) => sentAt >= up && sentAt < down).map(({ vu }) => vu))).toBe(7);
  expect(Math.max(...rows.filter(({ sentAt }) => sentAt >= down).map(({ vu }) => vu))).toBe(1);
  expect([observed.received.length, observed.atOnce]).toEqual([120, 8]);
});

test('in the open model a raised bound releases the backlog, and a lowered one is obeyed', async () => {
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '1s', target: 60 }], maxVus: 2 };
  const actions: Action[] = [
    [400, to(null, 30)],
    [700, to(null, 3)],
  ];
  const observed = await runWith(load, actions, 2, 100);
  const [up = 0, down = 0] = changesOf(observed);
  const usersAfter = (from: number, until: number): number =>
    Math.max(...observed.rows.filter(({ sentAt }) => sentAt >= from && sentAt < until).map(({ vu }) => vu + 1));
  expect([usersAfter(0, up), usersAfter(down, Infinity)]).toEqual([2, 3]);
  expect(usersAfter(up, down)).toBeGreaterThan(6);
  expect(observed.end.summary.iterations).toEqual({ scheduled: 60, started: 60, dropped: 0 });
});

test('an impossible change is refused with a sentence, and changes nothing', async () => {
  const load: PlanInput['load'] = { model: 'iterations', iterations: 40, vus: 2 };
  const faults: (string | null)[] = [];
  const ask = (change: LoadChange) => (run: Run) => faults.push(run.adjust(change));
  const actions: Action[] = [
    [60, ask({ level: 2, maxVus: 9 })],
    [70, (run) => run.stop()],
    [75, ask({ level: 5, maxVus: null })],
  ];
  const { annotations, end } = await runWith(load, actions, 2, 60);
  expect(faults).toEqual([expect.stringMatching(/Only the open/), expect.stringMatching(/is ending/)]);
  expect([annotations, end.state]).toEqual([[], 'stopped']);
});

test('real threads follow a change like simulated ones', async () => {
  const target = await startHttpTarget((_request, response) => response.end('ok'));
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '1200ms', target: 50 }] };
  const during = (run: Run): void => void setTimeout(() => to(200)(run), 200);
  const { rows, annotations, end } = await runPlan(planFor(target.url, load), { workers: 3, during });
  await target.close();
  const schedule = scheduleOfRun(planOf(load), annotations);
  const total = schedule.iterations ?? 0;
  expect(end.summary.iterations).toEqual({ scheduled: total, started: total, dropped: 0 });
  // On a busy computer a thread may receive the change late; until then it sends at the load before the change.
  const heardAt = (annotations[0]?.at ?? 0) + 300;
  const after = rows.filter(({ sentAt }) => sentAt >= heardAt);
  expect(after.length).toBeGreaterThan(50);
  for (const { iteration, dueAt: at } of after) expect(at).toBeCloseTo(dueAt(schedule, iteration), STORED_DIGITS);
});

test('fewer users than threads: the rest of the load is sent by those that are left', async () => {
  const load: PlanInput['load'] = { model: 'iterations', iterations: 40, vus: 4 };
  const observed = await runWith(load, [[120, to(1)]], 3, 50);
  const [down = 0] = changesOf(observed);
  expect(new Set(observed.rows.filter(({ sentAt }) => sentAt >= down).map(({ vu }) => vu))).toEqual(new Set([0]));
  expect([observed.rows.length, observed.end.state]).toEqual([40, 'completed']);
});

function planOf(load: PlanInput['load']) {
  const parsed = parsePlan(planFor('http://127.0.0.1/', load));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value.load;
}
