// What is kept separate: the warm-up, dropped arrivals, the times of failures, and the phases of a request.
import { afterEach, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { planFor, runPlan } from './test-run.ts';
import { simulate, SIMULATED_URL, type SimulatedRequest, type SimulatedResponse } from './test-simulation.ts';
import { startHttpTarget, type TestTarget } from './test-target.ts';

let target: TestTarget | null = null;

afterEach(async () => {
  await target?.close();
  target = null;
});

async function serve(...[handle]: Parameters<typeof startHttpTarget>): Promise<string> {
  target = await startHttpTarget(handle);
  return target.url;
}

test('the warm-up is sent and recorded, but excluded from all statistics', async () => {
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '1s', target: 100 }], maxVus: 50 };
  // Slow at first, like a cold server: none of it may appear in the figures.
  const serve = ({ at }: SimulatedRequest): SimulatedResponse => ({ afterMs: at < 450 ? 120 : 5 });
  const { rows, end, snapshots } = await simulate(planFor(SIMULATED_URL, load, { warmup: '600ms' }), { serve });
  const warm = rows.filter((row) => row.sentAt < 600);
  const { summary } = end;
  expect(rows).toHaveLength(100);
  expect(warm).toHaveLength(60);
  expect(summary.warmupRequests).toBe(60);
  expect(summary.requests).toEqual({ total: 40, succeeded: 40, failed: 0, cancelled: 0 });
  expect(summary.statusCodes).toEqual({ 200: 40 });
  expect(summary.responseTime.max).toBeCloseTo(5, 2);
  // They were due from 600 ms to 1 s; how long the last of them took is not part of it.
  expect(summary.throughput).toBeCloseTo(40 / 0.4, 6);
  expect(snapshots.map((one) => one.isWarmup).slice(0, 4)).toEqual([true, true, false, false]);
  expect(snapshots.reduce((sum, one) => sum + one.warmupRequests, 0)).toBe(60);
});

test('with "drop", an arrival that finds no free user is dropped at once and counted', async () => {
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '1s', target: 100 }], maxVus: 2, whenBusy: 'drop' };
  const { rows, end, snapshots } = await simulate(planFor(SIMULATED_URL, load), { serve: () => ({ afterMs: 195 }), workers: 2 });
  // Two users that are free again after 200 ms serve ten a second.
  expect(rows).toHaveLength(10);
  expect(end.summary.iterations).toEqual({ scheduled: 100, started: 10, dropped: 90 });
  expect(snapshots.reduce((sum, one) => sum + one.dropped, 0)).toBe(90);
  // None of them waited for a user: such a wait would be about half of the 195 ms.
  for (const { sentAt, dueAt } of rows) expect(sentAt - dueAt).toBeLessThan(5);
});

test('the times of failures are separate from those of successes', async () => {
  const serve = ({ number }: SimulatedRequest): SimulatedResponse =>
    number % 2 === 1 ? { afterMs: 2, status: 500 } : { afterMs: 80 };
  const load: PlanInput['load'] = { model: 'iterations', iterations: 20, vus: 1 };
  const { end, snapshots } = await simulate(planFor(SIMULATED_URL, load), { serve });
  const { succeededTimes, failedTimes, serviceTime } = end.summary;
  expect(succeededTimes?.serviceTime).toMatchObject({ min: 80, max: 80 });
  expect(failedTimes?.serviceTime).toMatchObject({ min: 2, max: 2 });
  expect(serviceTime).toMatchObject({ min: 2, max: 80 });
  expect(snapshots.reduce((sum, one) => sum + one.failures.response.count, 0)).toBe(10);
});

test('phases add up to the service time, and connection phases are those of new connections only', async () => {
  const url = await serve((_request, response) => {
    setTimeout(() => {
      response.write('first');
      setTimeout(() => response.end('last'), 40);
    }, 60);
  });
  const { end, rows } = await runPlan(planFor(url, { model: 'iterations', iterations: 12, vus: 3 }));
  const { phases, serviceTime } = end.summary;
  expect(phases.waiting?.count).toBe(12);
  // The server's clock starts when the bytes arrive, which may be a little before the client counts them as sent.
  expect(phases.waiting?.mean).toBeGreaterThan(45);
  expect(phases.receiving?.mean).toBeGreaterThan(20);
  expect(phases.connecting?.count).toBe(3);
  expect(phases.dns).toBeUndefined();
  expect(phases.tls_handshaking).toBeUndefined();
  const total = (phase: keyof typeof phases): number => (phases[phase]?.mean ?? 0) * (phases[phase]?.count ?? 0);
  const sum = total('blocked') + total('connecting') + total('sending') + total('waiting') + total('receiving');
  expect(sum / rows.length).toBeCloseTo(serviceTime.mean, 2);
});
