// How journeys ended and how long they took, in simulated time.
import { expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import type { Row } from './test-run.ts';
import { simulate, SIMULATED_URL, type SimulatedRequest, type SimulatedResponse } from './test-simulation.ts';

const STEPS: PlanInput['scenarios'][number]['steps'] = [
  { name: 'a', url: `${SIMULATED_URL}a`, think: '700ms' },
  { name: 'b', url: `${SIMULATED_URL}b`, think: '100ms' },
  { name: 'c', url: `${SIMULATED_URL}c`, think: '5s' },
];

function serve({ path }: SimulatedRequest): SimulatedResponse {
  return { afterMs: path === '/b' ? 200 : 100 };
}

test.each([1, 2, 3, 4])('a journey lasts as long as its requests, without its pauses (%d threads)', async (workers) => {
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '10s', target: 10 }], maxVus: 100 };
  const scenarios = [
    { perVu: [{ url: `${SIMULATED_URL}login` }], steps: STEPS },
    { name: 'poll', load, steps: [{ url: `${SIMULATED_URL}poll` }] },
  ];
  const { end } = await simulate({ version: 2, load, scenarios, gracefulStop: '30s' }, { serve, workers });
  const { time, ...counts } = end.summary.journey?.journeys ?? {};
  expect(counts).toEqual({ started: 100, completed: 100, skipped: 0, cut: 0 });
  expect(time?.max).toBeCloseTo(400, 0);
  expect(time?.min).toBeGreaterThan(399);
});

test.each([1, 3])(
  'journeys that a step ends and those that the run cuts off are counted separately (%d threads)',
  async (workers) => {
    const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '60s', target: 4 }] };
    const failing = ({ path, number }: SimulatedRequest): SimulatedResponse => ({
      ...serve({ path } as SimulatedRequest),
      status: path === '/b' && number % 3 === 0 ? 500 : 200,
    });
    const { end, rows } = await simulate(
      { version: 2, load, scenarios: [{ steps: STEPS }] },
      { serve: failing, workers, actions: [[30_000, (run) => run.stop()]] },
    );
    const { started = 0, completed = 0, skipped = 0, cut = 0 } = end.summary.journey?.journeys ?? {};
    expect(started).toBe(rows.filter(({ step }) => step === 0).length);
    expect(skipped).toBe(rows.filter(({ step, kind }) => step === 1 && kind === 'http_5xx').length);
    expect(skipped).toBeGreaterThan(0);
    expect([started - completed - skipped, cut <= 4]).toEqual([cut, true]);
    expect(end.summary.journey?.skippedRequests).toBe(skipped);
  },
);

/** The steps of the rows, written a second time on purpose: no redirects, and every failure ends its iteration. */
function stepsOf(rows: readonly Row[], warmupMs = 0): object[] {
  const journeys = [...Map.groupBy(rows, ({ iteration }) => iteration).values()].filter(
    (own) => Math.min(...own.map(({ sentAt }) => sentAt)) >= warmupMs,
  );
  return STEPS.map(({ name }, at) => {
    const reached = journeys.filter((own) => own.some(({ step }) => step === at));
    const failed = reached.filter((own) => own.some(({ step, kind }) => step === at && kind === 'http_5xx'));
    const skipped = journeys.filter((own) => own.some(({ step, kind }) => step < at && kind === 'http_5xx'));
    return { name, reached: reached.length, failed: failed.length, skipped: skipped.length };
  });
}

test.each([1, 2, 3, 4])(
  'the counts of reached, failed and skipped of each step are those of the rows (%d threads)',
  async (workers) => {
    const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '20s', target: 5 }] };
    const failing = ({ path, number }: SimulatedRequest): SimulatedResponse => ({
      afterMs: 20 + (number % 7),
      status: number % (path === '/c' ? 4 : 5) === 0 ? 503 : 200,
    });
    const thresholds = ['max{journey} < 50ms', 'p50{journey: "shop"} < 1min'];
    const plan: PlanInput = { version: 2, load, scenarios: [{ name: 'shop', steps: STEPS }], warmup: '3s', thresholds };
    const { end, rows, snapshots } = await simulate(plan, {
      serve: failing,
      workers,
      actions: [[17_333, (run) => run.stop()]],
    });
    const { journey } = end.summary;
    const [scenario] = journey?.scenarios ?? [];
    expect(scenario?.steps).toEqual(stepsOf(rows, 3000));
    expect(scenario?.steps.every(({ failed }) => failed > 0)).toBe(true);
    const skipped = scenario?.steps.reduce((sum, step) => sum + step.skipped, 0) ?? 0;
    expect([journey?.skippedRequests, scenario?.notSent]).toEqual([skipped, skipped]);
    expect(scenario).toMatchObject({ started: journey?.journeys?.started, completed: journey?.journeys?.completed });
    const times = snapshots.reduce((sum, { journeyTimes }) => sum + (journeyTimes?.count ?? 0), 0);
    expect(times).toBe(scenario?.completed);
    expect(end.verdicts.map(({ actual, passed }) => [actual, passed])).toEqual([
      [journey?.journeys?.time.max, false],
      [journey?.journeys?.time.p50, true],
    ]);
  },
);

test('the warm-up is left out, and a plan of one step has no journeys', async () => {
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '4s', target: 10 }], maxVus: 100 };
  const warm = { version: 2 as const, load, scenarios: [{ steps: STEPS }], warmup: '2s', gracefulStop: '30s' };
  expect((await simulate(warm, { serve })).end.summary.journey?.journeys).toMatchObject({ started: 20, completed: 20 });
  const single = { version: 2 as const, load, scenarios: [{ steps: STEPS.slice(1, 2) }], gracefulStop: '30s' };
  expect((await simulate(single, { serve })).end.summary.journey?.journeys).toBeUndefined();
});
