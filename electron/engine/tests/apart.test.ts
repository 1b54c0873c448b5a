// What is kept apart: the warm-up, dropped arrivals, failures' own times, and the phases of a request.
import { afterEach, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { planFor, runPlan } from './test-run.ts';
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
  const startedAt = performance.now() + 150;
  // Slow at first, as a cold server is: none of it may show in the figures.
  const url = await serve((_request, response) => {
    setTimeout(() => response.end('ok'), performance.now() < startedAt + 300 ? 120 : 5);
  });
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '1s', target: 100 }], maxVus: 50 };
  const { rows, end, snapshots } = await runPlan(planFor(url, load, { warmup: '600ms' }));
  const warm = rows.filter((row) => row.sentAt < 600);
  const { summary } = end;
  expect(rows).toHaveLength(100);
  expect(warm.length).toBeGreaterThan(50);
  expect(summary.warmupRequests).toBe(warm.length);
  expect(summary.requests.total).toBe(rows.length - warm.length);
  expect(summary.statusCodes).toEqual({ 200: summary.requests.total });
  expect(summary.responseTime.max).toBe(
    Math.max(...rows.filter((row) => row.sentAt >= 600).map((row) => row.endedAt - row.dueAt)),
  );
  // They were due from 600 ms to 1 s; how long the last of them took is not part of it.
  expect(summary.throughput).toBeCloseTo(summary.requests.total / 0.4, 6);
  expect(snapshots.map((one) => one.isWarmup).slice(0, 4)).toEqual([true, true, false, false]);
  expect(snapshots.reduce((sum, one) => sum + one.warmupRequests, 0)).toBe(warm.length);
});

test('with "drop", an arrival that finds no free user is given up at once and counted', async () => {
  const url = await serve((_request, response) => {
    setTimeout(() => response.end('ok'), 200);
  });
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '1s', target: 100 }], maxVus: 2, whenBusy: 'drop' };
  const { rows, end, snapshots } = await runPlan(planFor(url, load), { workers: 2 });
  const { scheduled, started, dropped } = end.summary.iterations;
  expect(scheduled).toBe(100);
  expect(started).toBe(rows.length);
  expect(started + dropped).toBe(100);
  // Two users at 200 ms serve ten a second.
  expect(started).toBeGreaterThanOrEqual(6);
  expect(started).toBeLessThanOrEqual(12);
  expect(snapshots.reduce((sum, one) => sum + one.dropped, 0)).toBe(dropped);
  // None of them waited for a user: half of the users' 200 ms would show in the median.
  const delays = rows.map((row) => row.sentAt - row.dueAt).toSorted((a, b) => a - b);
  expect(delays[Math.floor(delays.length / 2)]).toBeLessThan(50);
});

test('the times of failures are kept apart from those of successes', async () => {
  let count = 0;
  const url = await serve((_request, response) => {
    count += 1;
    const isBad = count % 2 === 0;
    setTimeout(() => response.writeHead(isBad ? 500 : 200).end(), isBad ? 2 : 80);
  });
  const { end, snapshots } = await runPlan(planFor(url, { model: 'iterations', iterations: 20, vus: 1 }));
  const { succeededTimes, failedTimes, serviceTime } = end.summary;
  expect(succeededTimes?.serviceTime.min).toBeGreaterThan(78);
  expect(failedTimes?.serviceTime.max).toBeLessThan(70);
  expect(serviceTime.min).toBe(failedTimes?.serviceTime.min);
  expect(serviceTime.max).toBe(succeededTimes?.serviceTime.max);
  expect(snapshots.reduce((sum, one) => sum + one.failures.response.count, 0)).toBe(10);
});

test('phases add up to the service time, and connection phases are over new connections alone', async () => {
  const url = await serve((_request, response) => {
    setTimeout(() => {
      response.write('first');
      setTimeout(() => response.end('last'), 40);
    }, 60);
  });
  const { end, rows } = await runPlan(planFor(url, { model: 'iterations', iterations: 12, vus: 3 }));
  const { phases, serviceTime } = end.summary;
  expect(phases.waiting?.count).toBe(12);
  // The server's clock starts once the bytes arrive, which may be a little before our side calls them sent.
  expect(phases.waiting?.mean).toBeGreaterThan(45);
  expect(phases.receiving?.mean).toBeGreaterThan(20);
  expect(phases.connecting?.count).toBe(3);
  expect(phases.dns).toBeUndefined();
  expect(phases.tls_handshaking).toBeUndefined();
  const total = (phase: keyof typeof phases): number => (phases[phase]?.mean ?? 0) * (phases[phase]?.count ?? 0);
  const sum = total('blocked') + total('connecting') + total('sending') + total('waiting') + total('receiving');
  expect(sum / rows.length).toBeCloseTo(serviceTime.mean, 2);
});
