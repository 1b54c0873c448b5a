// A thread that crashes or hangs ends the run as failed, with what was measured until then.
import { afterEach, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { threadsThat, type Breaking } from './test-crash.ts';
import { planFor, runPlan } from './test-run.ts';
import { startHttpTarget, type TestTarget } from './test-target.ts';

let target: TestTarget | null = null;

afterEach(async () => {
  await target?.close();
  target = null;
});

test.each<[Breaking, RegExp]>([
  ['throw', /crashed \(broken by a test\)\. What was measured until then is kept\.$/],
  ['exit', /crashed \(it ended with code 3\)/],
  ['memory', /crashed \(.*memory/i],
  ['hang', /crashed \(it said nothing for 2 s\)/],
])(
  'a thread that breaks is reported: %s',
  async (breaking, reason) => {
    target = await startHttpTarget((_request, response) => {
      setTimeout(() => response.end('ok'), 30);
    });
    const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '60s', target: 8 }] };
    const { end, rows, snapshots } = await runPlan(planFor(target.url, load), {
      workers: 2,
      threads: threadsThat(breaking, 700),
      lookEveryMs: 200,
    });
    const { requests, lostRequests, iterations, durationMs } = end.summary;
    expect(end.reason).toMatch(reason);
    expect(end.state).toBe('failed');
    expect(requests.total).toBe(rows.length);
    expect(requests.succeeded).toBeGreaterThan(0);
    expect(iterations.started).toBe(requests.total + lostRequests);
    expect(snapshots.reduce((sum, one) => sum + one.started, 0)).toBe(requests.total + lostRequests);
    expect(durationMs).toBeLessThan(50_000);
  },
  60_000,
);

test.each<Breaking>(['throw', 'exit'])('a thread that breaks before the run begins is named at once: %s', async (breaking) => {
  const load: PlanInput['load'] = { model: 'iterations', iterations: 10, vus: 2 };
  const starting = runPlan(planFor('http://127.0.0.1:9/', load), { workers: 2, threads: threadsThat(breaking, null) });
  await expect(starting).rejects.toThrow(/A thread of the engine did not start \((broken by a test|it ended with code 3)\)/);
});
