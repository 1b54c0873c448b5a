// Health as a whole run reports it. The effect of a loaded machine on it is not asserted.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planFor, runPlan } from './test-run.ts';
import { simulate, SIMULATED_URL } from './test-simulation.ts';
import { startHttpTarget, type TestTarget } from './test-target.ts';

let target: TestTarget;

beforeAll(async () => {
  target = await startHttpTarget((_, response) => response.end('ok'));
});
afterAll(() => target.close());

test.concurrent('every whole second of an open run has its health, by its starts', async () => {
  const plan = planFor(target.url, { model: 'open', stages: [{ duration: '2s', target: 50 }], maxVus: 20 });
  const { snapshots, end } = await runPlan(plan, { workers: 2 });
  const seconds = snapshots.flatMap(({ health }) => (health === null ? [] : [health]));
  expect(seconds.map(({ second }) => second).slice(0, 2)).toEqual([0, 1]);
  for (const { latenessP50, latenessP99, eventLoopP99, threadPercent } of seconds.slice(0, 2)) {
    expect(latenessP99).toBeGreaterThanOrEqual(latenessP50 ?? Infinity);
    expect(eventLoopP99).toBeGreaterThanOrEqual(0);
    expect(threadPercent).toBeGreaterThan(0);
  }
  expect(seconds.at(0)?.sockets).toBeGreaterThan(0);
  const { trusted, strained, suspect, verdict, worstLatenessP99 } = end.summary.generator;
  expect(trusted + strained + suspect).toBe(seconds.length);
  expect(verdict).not.toBeNull();
  expect(worstLatenessP99).toBeGreaterThan(0);
});

test.concurrent('waiting for a busy virtual user is not lateness of the generator', async () => {
  const slow = await startHttpTarget((_, response) => setTimeout(() => response.end('ok'), 400));
  const plan = planFor(slow.url, { model: 'open', stages: [{ duration: '1s', target: 40 }], maxVus: 1 }, { gracefulStop: '1s' });
  const { end, rows } = await runPlan(plan);
  await slow.close();
  const waited = Math.max(...rows.map((row) => row.sentAt - row.dueAt));
  expect(waited).toBeGreaterThan(300);
  expect(end.summary.generator.worstLatenessP99 ?? 0).toBeLessThan(waited / 2);
});

test.concurrent('a closed run is judged by its event loop alone', async () => {
  const plan = planFor(target.url, { model: 'closed', stages: [{ duration: '1s', target: 2 }] });
  const { end } = await runPlan(plan);
  expect(end.summary.generator.worstLatenessP99).toBeNull();
  expect(end.summary.generator.worstEventLoopP99).not.toBeNull();
});

test('a run of a moment is not measured', async () => {
  const plan = planFor(SIMULATED_URL, { model: 'iterations', iterations: 1, vus: 1 });
  const { end } = await simulate(plan, { serve: () => ({ afterMs: 5 }) });
  expect(end.summary.generator).toMatchObject({ verdict: null, trusted: 0 });
});
