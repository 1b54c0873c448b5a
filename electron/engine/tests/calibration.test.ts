// The reported times must match servers with a known delay: for each load model, with one worker and with two.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { percentileOf } from '../../../shared/histogram.ts';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { mergeSnapshots } from '../../../shared/snapshot.ts';
import { peakInFlight, planFor, runPlan } from './test-run.ts';
import { simulate, SIMULATED_URL, type SimulatedRequest, type SimulatedResponse } from './test-simulation.ts';
import { startHttpTarget, type TestTarget } from './test-target.ts';

const DELAY_MS = 50;
/** The quickest of many requests finds the processor idle; on a busy computer it takes more requests until one does. */
const LEAST_SLACK_MS = 20;
const PATIENCE_MS = 45_000;

let target: TestTarget;
/** What the server saw: how long each request took there, and when it responded (epoch ms). */
let served: { tookMs: number; endedAt: number }[] = [];

beforeAll(async () => {
  target = await startHttpTarget((request, response) => {
    const startedAt = performance.now();
    setTimeout(
      () => {
        served.push({ tookMs: performance.now() - startedAt, endedAt: performance.timeOrigin + performance.now() });
        response.end('x'.repeat(100));
      },
      delayOf(request.url ?? '/'),
    );
  });
});

/** "/10" takes 10 ms; "/bimodal" 5 ms, and 100 ms for one in five. */
function delayOf(path: string): number {
  if (path === '/bimodal') return served.length % 5 === 0 ? 100 : 5;
  return Number(path.slice(1)) || DELAY_MS;
}

beforeEach(() => {
  served = [];
});

afterAll(() => target.close());

const LOADS: readonly [string, PlanInput['load']][] = [
  ['iterations', { model: 'iterations', iterations: 100, vus: 10 }],
  ['closed', { model: 'closed', stages: [{ duration: '500ms', target: 10 }] }],
  ['open', { model: 'open', stages: [{ duration: '500ms', target: 200 }], maxVus: 20 }],
];

// Exact, because the time is simulated; below, the same over real sockets and threads, where nothing may be less than the truth.
describe.each([1, 2])('simulated time with %i workers', (workers) => {
  test.each(LOADS)('the %s model reports a 50 ms server as a 50 ms server', async (_model, load) => {
    const serve = (): SimulatedResponse => ({ afterMs: DELAY_MS });
    const { end, rows, received } = await simulate(planFor(SIMULATED_URL, load), { serve, workers });
    expect(rows).toHaveLength(received.length);
    // Ten users that are never idle for 500 ms: Little's law.
    expect(rows).toHaveLength(100);
    for (const { sentAt, endedAt } of rows) expect(endedAt - sentAt).toBeCloseTo(DELAY_MS, 6);
    for (const figure of ['min', 'mean', 'p50', 'p95', 'p99', 'max'] as const)
      expect(end.summary.serviceTime[figure]).toBeCloseTo(DELAY_MS, 6);
  });

  test.each([1, 10, 100])('a server of %i ms is reported as one in every model', async (delay) => {
    for (const [, load] of LOADS) {
      const { end } = await simulate(planFor(SIMULATED_URL, load), { serve: () => ({ afterMs: delay }), workers });
      expect(end.summary.serviceTime.min).toBeCloseTo(delay, 6);
      expect(end.summary.serviceTime.mean).toBeCloseTo(delay, 6);
      expect(end.summary.serviceTime.max).toBeCloseTo(delay, 6);
    }
  });

  test('both humps of a bimodal server are reported', async () => {
    const serve = ({ number }: SimulatedRequest): SimulatedResponse => ({ afterMs: number % 5 === 0 ? 100 : 5 });
    const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '1s', target: 100 }], maxVus: 50 };
    const { serviceTime } = (await simulate(planFor(SIMULATED_URL, load), { serve, workers })).end.summary;
    expect(serviceTime.p50 / 5).toBeCloseTo(1, 2);
    expect(serviceTime.p95 / 100).toBeCloseTo(1, 2);
    expect(serviceTime.mean).toBeCloseTo(24, 6);
  });
});

describe.each([1, 2])('real time with %i workers', (workers) => {
  test('the quickest request is reported within 20 ms of what the server took', async () => {
    const givingUpAt = performance.now() + PATIENCE_MS;
    for (let excess = Infinity; excess >= LEAST_SLACK_MS;) {
      expect(performance.now(), `so far ${excess} ms too much`).toBeLessThan(givingUpAt);
      served = [];
      const plan = planFor(`${target.url}10`, { model: 'iterations', iterations: 60, vus: 2 });
      const { end } = await runPlan(plan, { workers });
      const least = Math.min(...served.map(({ tookMs }) => tookMs));
      expect(end.summary.serviceTime.min).toBeGreaterThan(least - 0.5);
      excess = end.summary.serviceTime.min - least;
    }
  });

  test.each(LOADS)('the %s model reports a 50 ms server as a 50 ms server', async (model, load) => {
    const { end, rows, snapshots } = await runPlan(planFor(target.url, load), { workers });
    const { serviceTime, requests } = end.summary;
    expect(end.state).toBe('completed');
    expect(requests.succeeded).toBe(rows.length);
    expect(rows).toHaveLength(served.length);
    if (model !== 'closed') expect(rows).toHaveLength(100);
    const least = Math.min(...served.map(({ tookMs }) => tookMs));
    expect(serviceTime.min).toBeGreaterThan(least - 0.5);
    expect(serviceTime.mean).toBeGreaterThan(mean(served.map(({ tookMs }) => tookMs)) - 0.5);
    const whole = snapshots.reduce(mergeSnapshots);
    expect(percentileOf(whole.service, 50)).toBe(serviceTime.p50);
    expect(whole.service.count).toBe(rows.length);
  });

  test.each([1, 10, 100])('a server of %i ms is reported as one in every model', async (delay) => {
    const duration = Math.max(300, delay * 4);
    const loads: PlanInput['load'][] = [
      { model: 'iterations', iterations: Math.min(60, 1000 / delay), vus: 2 },
      { model: 'closed', stages: [{ duration, target: 4 }] },
      { model: 'open', stages: [{ duration, target: 50 }], maxVus: 20 },
    ];
    for (const load of loads) {
      served = [];
      const { end, rows } = await runPlan(planFor(`${target.url}${delay}`, load), { workers });
      const took = served.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
      expect(rows).toHaveLength(took.length);
      expect(end.summary.serviceTime.min).toBeGreaterThan((took[0] ?? 0) - 0.5);
      expect(end.summary.serviceTime.mean).toBeGreaterThan(mean(took) - 0.5);
    }
  });

  test('both humps of a bimodal server are reported', async () => {
    const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '500ms', target: 200 }], maxVus: 50 };
    const { end } = await runPlan(planFor(`${target.url}bimodal`, load), { workers });
    const { serviceTime } = end.summary;
    const took = served.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
    const slow = took.filter((each) => each >= 99).length;
    expect(took).toHaveLength(100);
    expect(slow).toBeGreaterThanOrEqual(10);
    expect(serviceTime.p50).toBeGreaterThan((took[49] ?? 0) * 0.99);
    expect(serviceTime.p95).toBeGreaterThan(99);
  });

  test('in the iterations model the response time holds the wait for a free virtual user', async () => {
    const load: PlanInput['load'] = { model: 'iterations', iterations: 40, vus: 10 };
    let startedAt = 0;
    const { end } = await runPlan(planFor(target.url, load), { workers, during: (run) => (startedAt = run.startedAt) });
    // All are due at the start, so the truth is when the server responded to each. Four rounds of ten: 125 ms on average.
    const truth = mean(served.map(({ endedAt }) => endedAt - startedAt));
    expect(truth).toBeGreaterThan(125 - 3);
    expect(end.summary.responseTime.mean).toBeGreaterThan(truth - 3);
    expect(end.summary.responseTime.max).toBeGreaterThan(200 - 3);
    expect(end.summary.durationMs).toBe(end.summary.responseTime.max);
  });

  test('arrivals of the open model are sent when they are due', async () => {
    const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '500ms', target: 400 }], maxVus: 50 };
    const { rows, end } = await runPlan(planFor(target.url, load), { workers });
    expect(end.summary.iterations).toEqual({ scheduled: 200, started: 200, dropped: 0 });
    const due = rows.map((row) => row.dueAt).toSorted((a, b) => a - b);
    due.forEach((at, k) => expect(at).toBeCloseTo(k * 2.5, 6));
    const late = rows.map((row) => row.sentAt - row.dueAt).toSorted((a, b) => a - b);
    expect(late[0]).toBeGreaterThanOrEqual(0);
  });

  test('a server slower than the arrivals shows as queue delay, and no more than maxVus are in flight', async () => {
    // 2 VUs at 50 ms serve 40/s; 80/s arrive: the k-th waits about k * 12.5 ms.
    const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '500ms', target: 80 }], maxVus: 2 };
    const { rows, end } = await runPlan(planFor(target.url, load), { workers });
    expect(rows).toHaveLength(40);
    expect(peakInFlight(rows)).toBeLessThanOrEqual(2);
    const { responseTime } = end.summary;
    expect(responseTime.max).toBeGreaterThan(500);
    expect(responseTime.mean).toBeGreaterThan(250);
  });
});

test('a frozen server is reported with the wait it caused (no coordinated omission)', async () => {
  // Responds in 1 ms, but stops for one second in ten; 100 arrivals/s, so 100 of 1,000 wait 1,000 to 10 ms.
  const serve = ({ at }: SimulatedRequest): SimulatedResponse => ({ afterMs: at >= 4000 && at < 5000 ? 5000 - at : 1 });
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '10s', target: 100 }], maxVus: 10 };
  const { end, rows } = await simulate(planFor(SIMULATED_URL, load), { serve });
  const { responseTime } = end.summary;
  expect(rows).toHaveLength(1000);
  // Evenly spread arrivals wait 51 ms on average. Ten users send what has waited, ten requests a millisecond.
  expect(responseTime.mean).toBeGreaterThan(51);
  expect(responseTime.mean).toBeLessThan(53);
  expect(responseTime.p99 / 902).toBeCloseTo(1, 2);
  expect(responseTime.max).toBeCloseTo(1000, 0);
});

test('bytes, phases and reuse are those of the wire', async () => {
  const { rows } = await runPlan(planFor(target.url, { model: 'iterations', iterations: 3, vus: 1 }));
  const [first, second] = rows;
  expect(rows.map((row) => row.reused)).toEqual([0, 1, 1]);
  for (const { address } of rows) expect(address).toBe(`127.0.0.1:${target.port}`);
  expect(first?.connecting).toBeGreaterThan(0);
  expect(second?.connecting).toBeNaN();
  expect(first?.bytesIn).toBe(second?.bytesIn);
  expect(first?.bytesIn).toBeGreaterThan(100);
  expect(first?.bytesOut).toBe(
    `GET / HTTP/1.1\r\nhost: 127.0.0.1:${target.port}\r\nconnection: keep-alive\r\nuser-agent: Onrush/test\r\n\r\n`.length,
  );
  for (const row of rows) {
    expect(row.dueAt).toBeLessThanOrEqual(row.sentAt);
    expect(row.sentAt + row.blocked).toBeLessThan(row.firstByteAt);
    expect(row.firstByteAt).toBeLessThanOrEqual(row.endedAt);
    expect(row.firstByteAt - row.sentAt).toBeGreaterThan(DELAY_MS - 1.5);
  }
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
