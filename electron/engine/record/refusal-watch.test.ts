// A run against a server that throttles stops automatically; one that still gets other responses continues.
import { afterEach, expect, test } from 'vitest';
import { exampleBatch, examplePlan, type ExampleRow } from '../../../shared/test-example-run.ts';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { RefusalWatch } from './refusal-watch.ts';
import { planFor, runPlan } from '../tests/test-run.ts';
import { SIMULATED_URL, simulate } from '../tests/test-simulation.ts';
import { startHttpTarget, type TestTarget } from '../tests/test-target.ts';

let target: TestTarget | null = null;

afterEach(async () => {
  await target?.close();
  target = null;
});

function watched(rows: readonly ExampleRow[], urls = ['http://127.0.0.1:1/']): readonly number[] | null {
  const plan = examplePlan({ scenarios: [{ steps: urls.map((url) => ({ url })) }] });
  const watch = new RefusalWatch(plan, 10_000);
  watch.addRows(exampleBatch(rows), 0, rows.length);
  return watch.refused();
}

test.each<[string, ExampleRow[], readonly number[] | null]>([
  [
    '503 from 1 s to 11 s',
    [
      { status: 503, endedAt: 1000 },
      { status: 503, endedAt: 11_000 },
    ],
    [503],
  ],
  [
    'not quite so long',
    [
      { status: 503, endedAt: 1000 },
      { status: 503, endedAt: 10_999 },
    ],
    null,
  ],
  [
    '429 and 503',
    [
      { status: 503, endedAt: 0 },
      { status: 429, endedAt: 10_000 },
    ],
    [429, 503],
  ],
  [
    'a success before',
    [
      { status: 200, endedAt: 0 },
      { status: 503, endedAt: 10 },
      { status: 503, endedAt: 20_000 },
    ],
    [503],
  ],
  [
    'a success between',
    [
      { status: 503, endedAt: 0 },
      { status: 200, endedAt: 5000 },
      { status: 503, endedAt: 10_000 },
    ],
    null,
  ],
  [
    'another error between',
    [
      { status: 503, endedAt: 0 },
      { status: 500, endedAt: 5000 },
      { status: 503, endedAt: 10_000 },
    ],
    null,
  ],
  [
    'no response between',
    [
      { status: 503, endedAt: 0 },
      { status: 0, endedAt: 5000 },
      { status: 503, endedAt: 10_000 },
    ],
    [503],
  ],
])('%s', (_name, rows, statuses) => {
  expect(watched(rows)).toEqual(statuses);
});

test('each target is judged by itself', () => {
  const rows = [
    { step: 0, status: 503, endedAt: 0 },
    { step: 1, status: 200, endedAt: 5000 },
    { step: 0, status: 503, endedAt: 10_000 },
  ];
  expect(watched(rows, ['http://127.0.0.1:1/', 'http://127.0.0.1:2/'])).toEqual([503]);
  expect(watched(rows, ['http://127.0.0.1:1/a', 'http://127.0.0.1:1/b'])).toBeNull();
});

const SIX_SECONDS: PlanInput['load'] = { model: 'closed', stages: [{ duration: '6s', target: 2 }] };

test('a server that only refuses ends the run, which keeps its measurements', async () => {
  target = await startHttpTarget((_request, response) => {
    response.writeHead(503, { 'retry-after': '1' });
    setTimeout(() => response.end(), 5);
  });
  const { end, rows, states } = await runPlan(planFor(target.url, SIX_SECONDS), { workers: 2, stopAfterRefusedMs: 1000 });
  expect(end.state).toBe('stopped');
  expect(end.reason).toBe('Stopped: only 503 for 1 s. The server is throttling (Retry-After: 1).');
  expect(states).toEqual(['running', 'stopping']);
  expect(end.summary.durationMs).toBeLessThan(6000);
  expect(end.summary.requests.failed).toBe(rows.length);
});

test('a server that sometimes responds does not end the run', async () => {
  const serve = ({ number }: { number: number }) => ({ afterMs: 5, status: number % 20 === 19 ? 200 : 503 });
  const options = { workers: 2, stopAfterRefusedMs: 1000 };
  const { end } = await simulate(planFor(SIMULATED_URL, SIX_SECONDS), { ...options, serve });
  expect([end.state, end.reason]).toEqual(['completed', null]);
  const refusing = await simulate(planFor(SIMULATED_URL, SIX_SECONDS), {
    ...options,
    serve: () => ({ afterMs: 5, status: 503 }),
  });
  expect(refusing.end.state).toBe('stopped');
});
