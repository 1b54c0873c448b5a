// A paused run starts nothing, its schedule stops, and afterwards everything continues where it was.
import { expect, test } from 'vitest';
import { pausesOf } from '../../../shared/annotation.ts';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { planFor, runPlan, type Observed } from './test-run.ts';
import { SIMULATED_URL, simulate, type Simulated, type SimulationOptions } from './test-simulation.ts';
import { startHttpTarget } from './test-target.ts';

/** Samples are stored with microsecond precision. */
const STORED_DIGITS = 2;

const PAUSE_AT = 400;
const RESUME_AT = 1400;

const PAUSING = [
  [PAUSE_AT, (run) => run.pause()],
  [RESUME_AT, (run) => run.resume()],
] satisfies SimulationOptions['actions'];

async function runWithPause(load: PlanInput['load'], afterMs = 5, rest: Partial<PlanInput> = {}): Promise<Simulated> {
  const serve = () => ({ afterMs });
  return await simulate(planFor(SIMULATED_URL, load, rest), { workers: 2, serve, actions: PAUSING });
}

function sentWithin({ rows }: Observed, from: number, to: number): number {
  return rows.filter(({ sentAt }) => sentAt >= from && sentAt < to).length;
}

test('in the open model arrivals of a pause fall due after it, evenly and without a burst', async () => {
  const observed = await runWithPause({ model: 'open', stages: [{ duration: '1s', target: 200 }] });
  const { end, states, annotations, rows, snapshots } = observed;
  const [pause] = pausesOf(annotations, Infinity);
  if (pause === undefined) throw new Error('There was no pause');
  const length = pause.to - pause.from;
  expect(states).toEqual(['running', 'paused', 'running']);
  expect(end.state).toBe('completed');
  expect(end.summary.iterations).toEqual({ scheduled: 200, started: 200, dropped: 0 });
  expect(sentWithin(observed, pause.from, pause.to)).toBe(0);
  for (const { iteration, dueAt, sentAt } of rows) {
    const planned = iteration * 5;
    if (sentAt >= pause.to) expect(dueAt).toBeCloseTo(planned + length, STORED_DIGITS);
    else expect([dueAt, planned <= pause.from]).toEqual([expect.closeTo(planned, STORED_DIGITS), true]);
  }
  expect(snapshots.reduce((sum, one) => sum + one.due, 0)).toBe(200);
  const within = snapshots.filter(({ startAt, endAt }) => startAt >= pause.from && endAt <= pause.to);
  expect(within.length).toBeGreaterThan(1);
  expect(within.every(({ due, level }) => due === 0 && level === 0)).toBe(true);
  expect(end.summary.pausedMs).toBeCloseTo(length, 6);
  expect(end.summary.throughput).toBeCloseTo(200 / ((end.summary.durationMs - length) / 1000), 6);
});

test('in the closed model the virtual users wait, and the stages last as long as they should', async () => {
  const observed = await runWithPause({ model: 'closed', stages: [{ duration: '1s', target: 4 }] });
  const [pause] = pausesOf(observed.annotations, Infinity);
  if (pause === undefined) throw new Error('There was no pause');
  const { durationMs, pausedMs, iterations, requests } = observed.end.summary;
  expect(sentWithin(observed, pause.from, pause.to)).toBe(0);
  expect(sentWithin(observed, 0, pause.from)).toBeGreaterThan(10);
  expect(sentWithin(observed, pause.to, Infinity)).toBeGreaterThan(10);
  expect(durationMs - pausedMs).toBeGreaterThanOrEqual(1000);
  expect(iterations.scheduled).toBe(requests.total);
});

test('a pause between the steps delays the rest of an iteration and does not count as a wait', async () => {
  const load: PlanInput['load'] = { model: 'iterations', iterations: 60, vus: 2 };
  const steps = [{ url: `${SIMULATED_URL}a` }, { url: `${SIMULATED_URL}b` }];
  const plan = planFor(SIMULATED_URL, load, { scenarios: [{ steps }] });
  const observed = await simulate(plan, { serve: () => ({ afterMs: 15 }), actions: PAUSING });
  const [pause] = pausesOf(observed.annotations, Infinity);
  if (pause === undefined) throw new Error('There was no pause');
  expect(sentWithin(observed, pause.from, pause.to)).toBe(0);
  expect(observed.rows).toHaveLength(120);
  expect(observed.end.state).toBe('completed');
  const second = observed.rows.filter(({ step }) => step === 1);
  expect(Math.max(...second.map(({ dueAt, sentAt }) => sentAt - dueAt))).toBe(0);
});

test('requests in flight may end during a pause', async () => {
  const observed = await runWithPause({ model: 'closed', stages: [{ duration: '600ms', target: 3 }] }, 700);
  const [pause] = pausesOf(observed.annotations, Infinity);
  if (pause === undefined) throw new Error('There was no pause');
  const ended = observed.rows.filter(({ endedAt }) => endedAt > pause.from && endedAt < pause.to);
  expect(ended).toHaveLength(3);
  expect(ended.every(({ kind }) => kind === 'ok')).toBe(true);
});

test('a paused run can be stopped, and arrivals that never fell due are not scheduled', async () => {
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '1m', target: 100 }] };
  const { end, states, annotations, rows } = await simulate(planFor(SIMULATED_URL, load), {
    serve: () => ({ afterMs: 1 }),
    actions: [
      [200, (run) => run.pause()],
      [900, (run) => run.stop()],
    ],
  });
  expect(states).toEqual(['running', 'paused', 'stopping']);
  expect(end.state).toBe('stopped');
  const [pause] = pausesOf(annotations, Infinity);
  const { scheduled, started, dropped } = end.summary.iterations;
  expect(scheduled).toBe(Math.floor((pause?.from ?? 0) / 10) + 1);
  expect([started, started + dropped]).toEqual([rows.length, scheduled]);
});

test('a pause breaks no threshold on the rate', async () => {
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '1500ms', target: 100 }] };
  const threshold = { expression: 'throughput > 5', over: '500ms', abortOnFail: true, delay: '300ms' };
  const { end } = await runWithPause(load, 2, { thresholds: [threshold] });
  expect([end.state, end.reason]).toEqual(['completed', null]);
});

test('real threads pause and resume like simulated ones', async () => {
  const target = await startHttpTarget((_request, response) => response.end('ok'));
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '600ms', target: 100 }] };
  const observed = await runPlan(planFor(target.url, load), {
    workers: 2,
    during: (run) => {
      setTimeout(() => run.pause(), 200);
      setTimeout(() => run.resume(), 500);
    },
  });
  await target.close();
  const [pause] = pausesOf(observed.annotations, Infinity);
  if (pause === undefined) throw new Error('There was no pause');
  expect(observed.end.summary.iterations).toEqual({ scheduled: 60, started: 60, dropped: 0 });
  // What a busy thread had not sent before the pause is sent after it; a thread that receives the pause late still sends during it.
  for (const { iteration, dueAt, sentAt } of observed.rows.filter((row) => row.sentAt < pause.from || row.sentAt >= pause.to)) {
    const planned = iteration * 10;
    expect(dueAt).toBeCloseTo(sentAt >= pause.to ? planned + pause.to - pause.from : planned, STORED_DIGITS);
  }
});
