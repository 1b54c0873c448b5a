// Random arrivals: the same in every run of a plan and with any number of threads, and in agreement with queueing theory.
import { describe, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { planFor, runPlan } from './test-run.ts';
import { SIMULATED_URL, simulate } from './test-simulation.ts';
import { startHttpTarget } from './test-target.ts';

const within = (afterMs: number) => () => ({ afterMs });

function poisson(rate: number, seconds: number, rest: Partial<Extract<PlanInput['load'], { model: 'open' }>> = {}) {
  const load: PlanInput['load'] = {
    model: 'open',
    arrivals: 'poisson',
    stages: [{ duration: `${seconds}s`, target: rate }],
    ...rest,
  };
  return planFor(SIMULATED_URL, load);
}

async function dueTimes(plan: PlanInput, workers: number): Promise<number[]> {
  const { rows } = await simulate(plan, { workers, serve: within(3) });
  return rows.toSorted((a, b) => a.iteration - b.iteration).map(({ dueAt }) => dueAt);
}

test('every run with any number of threads has the same arrivals, through ramps and jumps', async () => {
  const stages = [
    { duration: '2s', target: 150 },
    { duration: 0, target: 20 },
    { duration: '2s', target: 90 },
  ];
  const plan = poisson(0, 0, { startTarget: 0, stages, seed: 42, maxVus: 50 });
  const truth = await dueTimes(plan, 1);
  expect(truth.length).toBeGreaterThan(200);
  for (const workers of [1, 2, 3, 4]) expect(await dueTimes(plan, workers)).toEqual(truth);
  const other = await dueTimes(poisson(0, 0, { startTarget: 0, stages, seed: 43, maxVus: 50 }), 1);
  expect(other).not.toEqual(truth);
});

test('without a seed the arrivals are those of seed 1', async () => {
  expect(await dueTimes(poisson(50, 3), 2)).toEqual(await dueTimes(poisson(50, 3, { seed: 1 }), 1));
});

test('all due arrivals were scheduled, and were started or dropped, and the snapshots add up to them', async () => {
  const { end, snapshots } = await simulate(poisson(200, 5, { maxVus: 2, whenBusy: 'drop' }), { workers: 3, serve: within(20) });
  const { scheduled, started, dropped } = end.summary.iterations;
  expect(scheduled).not.toBe(1000);
  expect(Math.abs(scheduled - 1000)).toBeLessThan(4 * Math.sqrt(1000));
  expect(started + dropped).toBe(scheduled);
  expect(snapshots.reduce((sum, { due }) => sum + due, 0)).toBe(scheduled);
  expect(snapshots.reduce((sum, one) => sum + one.dropped, 0)).toBe(dropped);
});

describe.each([1, 4])('with %i threads', (workers) => {
  test('with one user and a fixed service time the mean wait is that of M/D/1', async () => {
    const { rows } = await simulate(poisson(60, 600, { maxVus: 1 }), { workers, serve: within(10) });
    const mean = rows.reduce((sum, { dueAt, sentAt }) => sum + sentAt - dueAt, 0) / rows.length;
    // Load 0.6: the wait is 0.6 * 10 ms / (2 * 0.4), and the check for due iterations adds half a millisecond.
    expect(Math.abs(mean - 7.5)).toBeLessThan(1);
  });

  test('with dropping and three users the share of lost arrivals is that of Erlang', async () => {
    const { end } = await simulate(poisson(100, 300, { maxVus: 3, whenBusy: 'drop' }), { workers, serve: within(20) });
    const { dropped, scheduled } = end.summary.iterations;
    // Two erlangs on three servers: (8/6) / (1 + 2 + 2 + 8/6).
    expect(Math.abs(dropped / scheduled - 0.2105)).toBeLessThan(0.02);
  });
});

test('real threads have the arrivals of the simulation', async () => {
  const target = await startHttpTarget((_request, response) => response.end('ok'));
  const plan = poisson(200, 1, { seed: 9 });
  const { rows, end } = await runPlan({ ...plan, scenarios: [{ steps: [{ url: target.url }] }] }, { workers: 3 });
  await target.close();
  const truth = await dueTimes(plan, 1);
  expect(rows.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b)).toEqual(truth);
  expect(end.summary.iterations.scheduled).toBe(truth.length);
});
