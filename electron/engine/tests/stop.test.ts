// A run always ends with a summary whose figures add up, however it ends.
import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { NO_TIME_STATS } from '../../../shared/time-stats.ts';
import { planFor, runPlan, type Observed } from './test-run.ts';
import { SIMULATED_URL, simulate, type SimulatedResponse } from './test-simulation.ts';
import { startHttpTarget } from './test-target.ts';

/** Between the start of a run and its time 0. */
const LEAD_MS = 20;

const within = (afterMs: number) => (): SimulatedResponse => ({ afterMs });

function expectToAddUp({ end, rows, snapshots }: Observed): void {
  const { requests, outcomes, iterations } = end.summary;
  expect(requests.total).toBe(rows.length);
  expect(requests.succeeded + requests.failed + requests.cancelled).toBe(requests.total);
  expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(requests.total);
  expect(snapshots.reduce((sum, one) => sum + one.service.count, 0)).toBe(requests.succeeded + requests.failed);
  expect(iterations.started + iterations.dropped).toBe(iterations.scheduled);
  expect(new Set(rows.map((row) => `${row.iteration}`)).size).toBe(iterations.started);
}

test('a stop drains: requests in flight get their responses, and the rest is never started', async () => {
  const load: PlanInput['load'] = { model: 'iterations', iterations: 1000, vus: 5 };
  const observed = await simulate(planFor(SIMULATED_URL, load), {
    serve: within(200),
    actions: [[LEAD_MS + 300, (run) => run.stop()]],
  });
  expectToAddUp(observed);
  expect(observed.end.state).toBe('stopped');
  expect(observed.states).toEqual(['running', 'stopping']);
  expect(observed.end.summary.requests.cancelled).toBe(0);
  expect(observed.end.summary.iterations).toEqual({ scheduled: 1000, started: 10, dropped: 990 });
  expect(observed.rows.map(({ endedAt }) => endedAt)).toEqual([...Array(5).fill(200), ...Array(5).fill(400)]);
});

test('requests that outlast the grace time are cancelled and marked', async () => {
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '1m', target: 5 }] };
  const observed = await simulate(planFor(SIMULATED_URL, load, { gracefulStop: '200ms' }), {
    serve: within(20_000),
    actions: [[LEAD_MS + 300, (run) => run.stop()]],
  });
  expectToAddUp(observed);
  expect(observed.end.state).toBe('stopped');
  expect(observed.rows.map((row) => [row.kind, row.endedAt])).toEqual(Array.from({ length: 5 }, () => ['cancelled', 500]));
});

test('a second stop cancels at once', async () => {
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '1m', target: 5 }] };
  const observed = await simulate(planFor(SIMULATED_URL, load), {
    workers: 2,
    serve: within(20_000),
    actions: [
      [LEAD_MS + 150, (run) => run.stop()],
      [LEAD_MS + 300, (run) => run.stop()],
    ],
  });
  expectToAddUp(observed);
  expect(observed.rows.map((row) => [row.kind, row.endedAt])).toEqual(Array.from({ length: 5 }, () => ['cancelled', 300]));
});

test.each([1, 3])(
  'cancelled requests are counted and their times are excluded from all statistics, with %i threads',
  async (workers) => {
    const plan: PlanInput = {
      version: 1,
      scenarios: [{ steps: [{ url: SIMULATED_URL }, { url: `${SIMULATED_URL}hang` }] }],
      load: { model: 'closed', stages: [{ duration: '1m', target: 6 }] },
      thresholds: ['max{step: "GET /hang"} < 1', 'max < 400', 'avg{waiting} < 400'],
    };
    const observed = await simulate(plan, {
      workers,
      serve: ({ path }) => ({ afterMs: path === '/hang' ? Infinity : 50 }),
      actions: [
        [800, (run) => run.stop()],
        [900, (run) => run.stop()],
      ],
    });
    expectToAddUp(observed);
    const { summary, verdicts } = observed.end;
    expect(summary.requests).toEqual({ total: 12, succeeded: 6, failed: 0, cancelled: 6 });
    const times = observed.rows.filter(({ kind }) => kind === 'ok').map(({ sentAt, endedAt }) => endedAt - sentAt);
    expect(times).toHaveLength(6);
    expect(summary.serviceTime.min).toBeCloseTo(Math.min(...times), 6);
    expect(summary.serviceTime.max).toBeCloseTo(Math.max(...times), 6);
    expect(summary.serviceTime.mean).toBeCloseTo(times.reduce((sum, one) => sum + one, 0) / 6, 6);
    expect(summary.serviceTime['p99.9']).toBeLessThan(400);
    expect(summary.responseTime.max).toBeLessThan(400);
    expect(Object.values(summary.phases).map(({ count }) => count)).not.toContainEqual(12);
    expect(summary.phases.waiting?.max).toBeLessThan(400);
    // Nothing of the step that hangs was measured.
    expect(verdicts.map(({ actual }) => actual === null)).toEqual([true, false, false]);
    expect(verdicts.map(({ passed }) => passed)).toEqual([false, true, true]);
  },
);

test('a run with only cancelled requests has no times', async () => {
  const load: PlanInput['load'] = { model: 'iterations', iterations: 5, vus: 5 };
  const { end } = await simulate(planFor(SIMULATED_URL, load, { thresholds: ['p(95) < 10000', 'throughput < 10'] }), {
    serve: within(20_000),
    actions: [
      [300, (run) => run.stop()],
      [400, (run) => run.stop()],
    ],
  });
  expect(end.summary.requests).toEqual({ total: 5, succeeded: 0, failed: 0, cancelled: 5 });
  expect(end.summary.serviceTime).toEqual({ ...NO_TIME_STATS });
  expect(end.summary.phases).toEqual({});
  expect(end.verdicts.map(({ actual }) => actual)).toEqual([null, null]);
});

test('arrivals that no user was free for within the grace time are dropped and counted', async () => {
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '500ms', target: 40 }], maxVus: 1 };
  const observed = await simulate(planFor(SIMULATED_URL, load, { gracefulStop: '500ms' }), { serve: within(400) });
  expectToAddUp(observed);
  expect(observed.end.state).toBe('completed');
  expect(observed.end.summary.iterations).toEqual({ scheduled: 20, started: 3, dropped: 17 });
});

test('virtual users of the closed model follow the stages up and down', async () => {
  const stages = [
    { duration: '400ms', target: 8 },
    { duration: '400ms', target: 0 },
  ];
  const plan = planFor(SIMULATED_URL, { model: 'closed', startTarget: 0, stages });
  const { rows, end } = await simulate(plan, { workers: 2, serve: within(10) });
  const usersWithin = (from: number, to: number): number =>
    new Set(rows.filter(({ sentAt }) => sentAt >= from && sentAt < to).map((row) => row.vu)).size;
  expect(end.state).toBe('completed');
  // One more user every 50 ms, each within a tick of the time at which it is due.
  expect([0, 1, 2, 3, 4, 5, 6, 7].map((slot) => usersWithin(slot * 50 + 10, slot * 50 + 50))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect([0, 1, 2, 3, 4, 5, 6, 7].map((slot) => usersWithin(slot * 50 + 410, slot * 50 + 450))).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  expect(usersWithin(800, Infinity)).toBe(0);
});

test('however and whenever it is stopped, a run ends and adds up', async () => {
  const loads: readonly PlanInput['load'][] = [
    { model: 'iterations', iterations: 2000, vus: 7 },
    { model: 'closed', stages: [{ duration: '1s', target: 6 }] },
    { model: 'open', stages: [{ duration: '1s', target: 500 }], maxVus: 9 },
    { model: 'open', stages: [{ duration: '1s', target: 500 }], maxVus: 2, whenBusy: 'drop' },
  ];
  const cases = fc.record({
    load: fc.constantFrom(...loads),
    workers: fc.integer({ min: 1, max: 4 }),
    stopAt: fc.integer({ min: 0, max: 1200 }),
    again: fc.boolean(),
    afterMs: fc.constantFrom(0.3, 5, 70, Infinity),
  });
  const check = fc.asyncProperty(cases, async ({ load, workers, stopAt, again, afterMs }) => {
    const observed = await simulate(planFor(SIMULATED_URL, load, { gracefulStop: '1s' }), {
      workers,
      serve: within(afterMs),
      actions: [[stopAt, (run) => run.stop()], ...(again ? [[stopAt + 2, (run: { stop(): void }) => run.stop()] as const] : [])],
    });
    expectToAddUp(observed);
    expect(observed.end.summary.durationMs).toBeLessThanOrEqual(stopAt + 1010);
  });
  await fc.assert(check, { numRuns: 100, seed: 7 });
});

test('real threads stop like simulated ones', async () => {
  const target = await startHttpTarget((_request, response) => {
    setTimeout(() => response.end('ok'), 20);
  });
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '1m', target: 6 }] };
  const observed = await runPlan(planFor(target.url, load), { workers: 3, during: (run) => setTimeout(() => run.stop(), 200) });
  await target.close();
  expectToAddUp(observed);
  expect([observed.end.state, observed.end.summary.requests.cancelled]).toEqual(['stopped', 0]);
});
