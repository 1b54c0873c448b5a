// How a run ends: what limits its end, and when it counts as failed.
import { describe, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { planFor } from './test-run.ts';
import { SIMULATED_URL, simulate, type SimulatedResponse } from './test-simulation.ts';

const never = (): SimulatedResponse => ({ afterMs: Infinity });
const within = (afterMs: number) => (): SimulatedResponse => ({ afterMs });

const STAGED: readonly [string, PlanInput['load']][] = [
  ['closed', { model: 'closed', stages: [{ duration: '1s', target: 5 }] }],
  ['open', { model: 'open', stages: [{ duration: '1s', target: 5 }], maxVus: 5 }],
  ['open, dropping', { model: 'open', stages: [{ duration: '1s', target: 5 }], maxVus: 5, whenBusy: 'drop' }],
];

describe.each([1, 3])('with %i threads', (workers) => {
  test.each(STAGED)('the grace time bounds the planned end: %s', async (_name, load) => {
    const plan = planFor(SIMULATED_URL, load, { gracefulStop: '500ms' });
    const { end, rows } = await simulate(plan, { workers, serve: never });
    expect(rows.map(({ kind, endedAt }) => [kind, endedAt])).toEqual(Array.from({ length: 5 }, () => ['cancelled', 1500]));
    expect(end.summary.requests).toEqual({ total: 5, succeeded: 0, failed: 0, cancelled: 5 });
    expect([end.state, end.reason]).toEqual([
      'failed',
      'No request got a response: 5 requests had to be cancelled when the grace time of 0.5 s was over.',
    ]);
  });
});

test('without a grace time no request outlasts the planned end, and a pause moves that end', async () => {
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '1s', target: 2 }] };
  const { end, annotations } = await simulate(planFor(SIMULATED_URL, load, { gracefulStop: '0s' }), {
    serve: within(300),
    actions: [
      [320, (run) => run.pause()],
      [720, (run) => run.resume()],
    ],
  });
  const [pause, resumed] = annotations;
  expect(end.summary.durationMs).toBeCloseTo(1000 + (resumed?.at ?? 0) - (pause?.at ?? 0), -1);
  expect([end.state, end.summary.requests.cancelled]).toEqual(['completed', 2]);
});

test('requests that get a response within the grace time are not cancelled', async () => {
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '1s', target: 3 }] };
  const { end } = await simulate(planFor(SIMULATED_URL, load, { gracefulStop: '500ms' }), { serve: within(1400) });
  expect([end.state, end.summary.requests]).toEqual(['completed', { total: 3, succeeded: 3, failed: 0, cancelled: 0 }]);
});

test('a run in which every request timed out fails, with the cause', async () => {
  const load: PlanInput['load'] = { model: 'iterations', iterations: 4, vus: 2 };
  const { end } = await simulate(planFor(SIMULATED_URL, load), { serve: never });
  expect(end.state).toBe('failed');
  expect(end.reason).toMatch(/^No request got a response: .*30\s?s/);
});

test('one response of any status is enough for a complete run', async () => {
  const load: PlanInput['load'] = { model: 'iterations', iterations: 4, vus: 4 };
  const serve = ({ number }: { number: number }): SimulatedResponse => ({ afterMs: number === 0 ? 5 : Infinity, status: 500 });
  const { end } = await simulate(planFor(SIMULATED_URL, load), { serve });
  expect([end.state, end.reason]).toEqual(['completed', null]);
});

test.each<[string, PlanInput['load'], Partial<PlanInput>, string]>([
  [
    'too short',
    {
      model: 'closed',
      stages: [
        { duration: 0.5, target: 0 },
        { duration: 0.5, target: 1 },
      ],
      startTarget: 0,
    },
    {},
    'No request was sent: nothing fell due within 1.00 ms. Make the run longer, or raise its load.',
  ],
  [
    'all within the warm-up',
    { model: 'open', stages: [{ duration: '1s', target: 10 }] },
    { warmup: '2s' },
    'Nothing was measured: all 10 requests were sent within the warm-up of 2 s. Make the run longer, or the warm-up shorter.',
  ],
])('a run that measured nothing fails: %s', async (_name, load, rest, reason) => {
  const { end } = await simulate(planFor(SIMULATED_URL, load, rest), { serve: within(1) });
  expect([end.state, end.reason]).toEqual(['failed', reason]);
});

test('a run that was stopped before anything responded is stopped, not failed', async () => {
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '1m', target: 5 }] };
  const { end } = await simulate(planFor(SIMULATED_URL, load, { gracefulStop: '0s' }), {
    serve: never,
    actions: [[500, (run) => run.stop()]],
  });
  expect([end.state, end.reason]).toEqual(['stopped', null]);
});

test('a stage of 0 s is a jump, in the open and in the closed model', async () => {
  const jumps = [
    { duration: '1s', target: 10 },
    { duration: 0, target: 40 },
    { duration: '1s', target: 40 },
    { duration: '0s', target: 0 },
    { duration: '1s', target: 20 },
  ];
  const open = await simulate(planFor(SIMULATED_URL, { model: 'open', startTarget: 10, stages: jumps }), { serve: within(5) });
  const dueIn = (from: number): number => open.rows.filter(({ dueAt }) => dueAt >= from && dueAt < from + 1000).length;
  expect([dueIn(0), dueIn(1000), dueIn(2000), open.end.summary.durationMs]).toEqual([10, 40, 10, 3000]);
  const closed = await simulate(planFor(SIMULATED_URL, { model: 'closed', startTarget: 10, stages: jumps }), {
    serve: within(5),
  });
  const usersAt = (at: number): number =>
    new Set(closed.rows.filter(({ sentAt }) => Math.abs(sentAt - at) < 6).map(({ vu }) => vu)).size;
  expect([usersAt(980), usersAt(1020), usersAt(1980), usersAt(2008)]).toEqual([10, 40, 40, 1]);
});

test.each([1, 4])('throughput with a warm-up is that of the requests it counts, with %i threads', async (workers) => {
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '6s', target: 50 }] };
  const plan = planFor(SIMULATED_URL, load, { warmup: '1s', thresholds: ['throughput >= 49'] });
  const { end, snapshots } = await simulate(plan, { workers, serve: within(200) });
  expect(end.summary.throughput).toBeCloseTo(50, 6);
  expect(end.summary.requests.total).toBe(250);
  expect(end.verdicts.map(({ passed }) => passed)).toEqual([true]);
  expect(snapshots.length).toBeGreaterThan(0);
});

test('throughput with a warm-up in the closed model is that of the users, and of a stopped run that until the stop', async () => {
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '10s', target: 10 }] };
  const closed = await simulate(planFor(SIMULATED_URL, load, { warmup: '1s' }), { serve: within(300) });
  expect(closed.end.summary.throughput).toBeCloseTo(10 / 0.3, 0);
  const open: PlanInput['load'] = { model: 'open', stages: [{ duration: '60s', target: 50 }] };
  const stopped = await simulate(planFor(SIMULATED_URL, open, { warmup: '1s' }), {
    serve: within(200),
    actions: [[4010, (run) => run.stop()]],
  });
  expect(stopped.end.summary.throughput).toBeCloseTo(50, 0);
});

test('an arrival that is about to start while users are free waits for none of them', async () => {
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '4s', target: 333 }], maxVus: 400 };
  const { snapshots } = await simulate(planFor(SIMULATED_URL, load), { workers: 3, serve: within(20) });
  expect(Math.max(...snapshots.map(({ backlog }) => backlog))).toBe(0);
});
