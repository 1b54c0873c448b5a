// Servers of known delay must be reported as what they are: for each load model, with one worker and with two.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { percentileOf } from '../../../shared/histogram.ts';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { mergeSnapshots } from '../../../shared/snapshot.ts';
import { planFor, runPlan } from './test-run.ts';
import { startHttpTarget, type TestTarget } from './test-target.ts';

const DELAY_MS = 50;
/** What two threads on a busy computer may add between them. The truth is the server's own clock, so that load on the
 * machine, which slows the server's timers too, cannot fail a test. */
const SLACK_MS = 100;
/** The quickest of many requests meets a moment when nothing else wants the processor. */
const LEAST_SLACK_MS = 20;

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
  ['open', { model: 'open', stages: [{ duration: '1s', target: 100 }], maxVus: 20 }],
];

// What a computer measured that was busy with other things is measured again.
describe.each([1, 2])('with %i workers', { retry: 3 }, (workers) => {
  test.each(LOADS)('the %s model reports a 50 ms server as a 50 ms server', async (model, load) => {
    const { end, rows, snapshots } = await runPlan(planFor(target.url, load), { workers });
    const { serviceTime, requests } = end.summary;
    expect(end.state).toBe('completed');
    expect(requests.succeeded).toBe(rows.length);
    expect(rows).toHaveLength(served.length);
    if (model !== 'closed') expect(rows).toHaveLength(100);
    // Ten users that are never idle for 500 ms: Little's law, however slow this computer is.
    else expect(rows.length * serviceTime.mean).toBeGreaterThan(0.85 * 10 * 500);
    const least = Math.min(...served.map(({ tookMs }) => tookMs));
    expect(serviceTime.min).toBeGreaterThan(least - 0.5);
    expect(serviceTime.min).toBeLessThan(least + LEAST_SLACK_MS);
    expect(serviceTime.mean).toBeGreaterThan(mean(served.map(({ tookMs }) => tookMs)) - 0.5);
    expect(serviceTime.mean).toBeLessThan(mean(served.map(({ tookMs }) => tookMs)) + SLACK_MS);
    const whole = snapshots.reduce(mergeSnapshots);
    expect(percentileOf(whole.service, 50)).toBe(serviceTime.p50);
    expect(whole.service.count).toBe(rows.length);
  });

  test.each([1, 10, 100])('a server of %i ms is reported as one in every model', async (delay) => {
    const duration = Math.max(300, delay * 4);
    const loads: PlanInput['load'][] = [
      { model: 'iterations', iterations: 60, vus: 2 },
      { model: 'closed', stages: [{ duration, target: 4 }] },
      { model: 'open', stages: [{ duration, target: 50 }], maxVus: 20 },
    ];
    for (const load of loads) {
      served = [];
      const { end, rows } = await runPlan(planFor(`${target.url}${delay}`, load), { workers });
      const took = served.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
      expect(rows).toHaveLength(took.length);
      expect(end.summary.serviceTime.min).toBeGreaterThan((took[0] ?? 0) - 0.5);
      expect(end.summary.serviceTime.min).toBeLessThan((took[0] ?? 0) + LEAST_SLACK_MS);
      expect(end.summary.serviceTime.mean).toBeGreaterThan(mean(took) - 0.5);
      expect(end.summary.serviceTime.mean).toBeLessThan(mean(took) + SLACK_MS);
    }
  });

  test('both humps of a bimodal server are reported', async () => {
    const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '1s', target: 100 }], maxVus: 50 };
    const { end } = await runPlan(planFor(`${target.url}bimodal`, load), { workers });
    const { serviceTime } = end.summary;
    const took = served.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
    const slow = took.filter((each) => each >= 99).length;
    expect(took).toHaveLength(100);
    expect(slow).toBeGreaterThanOrEqual(10);
    expect(serviceTime.p50).toBeGreaterThan((took[49] ?? 0) * 0.99);
    expect(serviceTime.p50).toBeLessThan((took[49] ?? 0) + SLACK_MS);
    expect(serviceTime.p95).toBeGreaterThan(99);
    expect(serviceTime.mean).toBeLessThan(mean(took) + SLACK_MS);
  });

  test('in the iterations model the response time holds the wait for a free virtual user', async () => {
    const load: PlanInput['load'] = { model: 'iterations', iterations: 40, vus: 10 };
    let startedAt = 0;
    const { end } = await runPlan(planFor(target.url, load), { workers, during: (run) => (startedAt = run.startedAt) });
    // All are due at the start, so the truth is when the server responded to each. Four rounds of ten: 125 ms on average.
    const truth = mean(served.map(({ endedAt }) => endedAt - startedAt));
    expect(truth).toBeGreaterThan(125 - 3);
    expect(end.summary.responseTime.mean).toBeGreaterThan(truth - 3);
    expect(end.summary.responseTime.mean).toBeLessThan(truth + SLACK_MS);
    expect(end.summary.responseTime.max).toBeGreaterThan(200 - 3);
    expect(end.summary.durationMs).toBe(end.summary.responseTime.max);
  });

  test('arrivals of the open model are sent when they are due', async () => {
    const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '1s', target: 200 }], maxVus: 50 };
    const { rows, end } = await runPlan(planFor(target.url, load), { workers });
    expect(end.summary.iterations).toEqual({ scheduled: 200, started: 200, dropped: 0 });
    const due = rows.map((row) => row.dueAt).toSorted((a, b) => a - b);
    due.forEach((at, k) => expect(at).toBeCloseTo(k * 5, 6));
    const late = rows.map((row) => row.sentAt - row.dueAt).toSorted((a, b) => a - b);
    expect(late[0]).toBeGreaterThanOrEqual(0);
    expect(late[0]).toBeLessThan(LEAST_SLACK_MS);
  });

  test('a server slower than the arrivals shows as queue delay, and no more than maxVus are in flight', async () => {
    // 2 VUs at 50 ms serve 40/s; 80/s arrive: the k-th waits about k * 12.5 ms.
    const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '1s', target: 80 }], maxVus: 2 };
    const { rows, end } = await runPlan(planFor(target.url, load), { workers });
    expect(rows).toHaveLength(80);
    expect(peakInFlight(rows)).toBeLessThanOrEqual(2);
    const { responseTime, serviceTime } = end.summary;
    expect(serviceTime.mean).toBeLessThan(mean(served.map(({ tookMs }) => tookMs)) + SLACK_MS);
    expect(responseTime.max).toBeGreaterThan(1000);
    expect(responseTime.mean).toBeGreaterThan(500);
  });
});

test('a frozen server is reported with the wait it caused (no coordinated omission)', { retry: 1 }, async () => {
  // Serves in 1 ms, but stands still for one second in ten; 100 arrivals/s, so 100 of 1,000 wait 1,000 to 10 ms.
  const ends: number[] = [];
  let frozenFrom = Infinity;
  const frozen = await startHttpTarget((_request, response) => {
    const now = performance.now();
    const isFrozen = now >= frozenFrom && now < frozenFrom + 1000;
    setTimeout(
      () => {
        ends.push(performance.timeOrigin + performance.now());
        response.end('ok');
      },
      isFrozen ? frozenFrom + 1000 - now : 1,
    );
  });
  let startedAt = 0;
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '10s', target: 100 }], maxVus: 10 };
  const { end, rows } = await runPlan(planFor(frozen.url, load), {
    during: (run) => {
      startedAt = run.startedAt;
      frozenFrom = performance.now() + 4000;
    },
  });
  await frozen.close();
  const due = rows.map((row) => row.dueAt).toSorted((x, y) => x - y);
  const truth = ends.toSorted((x, y) => x - y).map((at, k) => at - startedAt - (due[k] ?? 0));
  const { responseTime } = end.summary;
  expect(rows).toHaveLength(1000);
  // For evenly spread arrivals the mean is 51 ms and p99 900 ms; a busy computer may add to both, and to the truth alike.
  expect(mean(truth)).toBeGreaterThan(50);
  expect(responseTime.mean).toBeGreaterThan(mean(truth) - 2);
  expect(responseTime.mean).toBeLessThan(mean(truth) + 8);
  expect(responseTime.p99).toBeGreaterThan(900 * 0.95);
  expect(responseTime.p99).toBeLessThan(Math.max(900, truth.toSorted((x, y) => x - y)[989] ?? 0) * 1.05);
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

function peakInFlight(rows: readonly { sentAt: number; endedAt: number }[]): number {
  const changes = rows.flatMap(({ sentAt, endedAt }) => [
    { at: sentAt, by: 1 },
    { at: endedAt, by: -1 },
  ]);
  // At the same moment an end comes first.
  changes.sort((a, b) => a.at - b.at || a.by - b.by);
  let now = 0;
  return Math.max(...changes.map(({ by }) => (now += by)));
}
