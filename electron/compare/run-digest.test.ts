import { expect, test } from 'vitest';
import type { RunRow } from '../../shared/run.ts';
import type { PlanInput } from '../../shared/plan/plan.ts';
import { RESAMPLED_FIGURES, type FigureName } from '../../shared/comparison.ts';
import { OUTCOME_CODE } from '../../shared/outcome.ts';
import { emptySummary } from '../../shared/summary.ts';
import { exampleBatch, examplePlan, exampleRun } from '../../shared/test-example-run.ts';
import { planFor, runPlan, type Observed } from '../engine/tests/test-run.ts';
import { SIMULATED_URL, simulate } from '../engine/tests/test-simulation.ts';
import { startHttpTarget } from '../engine/tests/test-target.ts';
import { compareRuns } from './compare-runs.ts';
import { digestRun, type RunDigest } from './run-digest.ts';
import { figuresOfDraw, wholeDraw } from './unit-figures.ts';

test('the figures of a real run are those of its own summary', async () => {
  const target = await startHttpTarget((_request, response) => response.end('hello'));
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '600ms', target: 5 }] };
  const { digest, row } = digested(await runPlan(planFor(target.url, load)));
  await target.close();
  const { serviceTime, responseTime, throughput, requests } = row.summary;
  expect(digest.measured.requests).toBe(requests.total);
  expect(valueOf(digest, 'service_time.mean')).toBeCloseTo(serviceTime.mean, 6);
  expect(valueOf(digest, 'response_time.mean')).toBeCloseTo(responseTime.mean, 6);
  expect(valueOf(digest, 'throughput')).toBe(throughput);
  // The summary's percentiles are within 0.4 %.
  expect(Math.abs(valueOf(digest, 'service_time.p90') / serviceTime.p90 - 1)).toBeLessThan(0.0042);
  expect(digest.shown.series.completed.reduce((sum, count) => sum + count, 0)).toBe(requests.total);
});

test('cancelled requests are drawn as tasks and are excluded from every figure, chart and percentile', () => {
  const rows = Array.from({ length: 40 }, (_, at) => ({
    iteration: at,
    sentAt: 10 * at,
    dueAt: 10 * at,
    firstByteAt: 10 * at + 5,
    endedAt: at < 30 ? 10 * at + 8 : 60_000,
    outcome: at < 30 ? OUTCOME_CODE.ok : OUTCOME_CODE.cancelled,
  }));
  const summary = {
    ...emptySummary(),
    durationMs: 60_000,
    throughput: 0.5,
    requests: { total: 40, succeeded: 30, failed: 0, cancelled: 10 },
  };
  const { measured, shown } = digestRun(exampleRun({ state: 'stopped', summary }), [exampleBatch(rows)]);
  expect(measured.requests).toBe(30);
  expect(valueOf({ measured, shown }, 'service_time.mean')).toBe(8);
  expect(valueOf({ measured, shown }, 'response_time.p99.9')).toBe(8);
  expect(shown.tasks).toHaveLength(40);
  expect(Math.max(...shown.spectrum.service_time)).toBe(8);
  expect(shown.series.completed.reduce((sum, count) => sum + count, 0)).toBe(30);
});

test('each request of a small run is kept, in the order of its iteration', async () => {
  const small = await measure(20, { model: 'iterations', iterations: 30, vus: 5 });
  const { tasks } = small.digest.shown;
  expect(tasks).toHaveLength(30);
  expect(tasks?.map(({ endedAt, sentAt }) => endedAt > sentAt)).not.toContain(false);
  expect(Math.max(...(tasks ?? []).map(({ endedAt }) => endedAt))).toBe(small.row.summary.durationMs);
  const large = await measure(20, { model: 'iterations', iterations: 201, vus: 50 });
  expect(large.digest.shown.tasks).toBeNull();
});

test('a queue that is replayed in its own order has its own response times', async () => {
  const { digest } = await measure(20, { model: 'iterations', iterations: 200, vus: 10 });
  const { units, figures, durationMs } = digest.measured;
  expect(units.queue).not.toBeNull();
  const again = figuresOfDraw(units, wholeDraw(units));
  RESAMPLED_FIGURES.forEach((name, at) => {
    if (!name.startsWith('response_time')) return;
    // The difference is at most one part of a span, plus what rounding to parts adds at its edges.
    expect.soft(Math.abs((again[at] ?? 0) - (figures[at] ?? 0)), name).toBeLessThanOrEqual((durationMs / 20 / 64) * 1.2);
  });
});

test('a server that takes six times as long is found to be slower in every load model', async () => {
  const loads: PlanInput['load'][] = [
    { model: 'iterations', iterations: 20, vus: 5 },
    { model: 'iterations', iterations: 150, vus: 10 },
    { model: 'closed', stages: [{ duration: '500ms', target: 10 }] },
  ];
  for (const load of loads) {
    const fast = await measure(20, load);
    const slow = await measure(120, load);
    const { pairs } = compareRuns([fast.digest, slow.digest]);
    expect(pairs[0]?.headline.verdict).toBe('slower');
    expect(compareRuns([slow.digest, fast.digest]).pairs[0]?.headline.verdict).toBe('faster');
  }
});

test('with one step chosen, every figure is of its requests only', () => {
  const plan = examplePlan({
    scenarios: [
      {
        name: 'shop',
        steps: [
          { name: 'list', url: 'http://127.0.0.1/list' },
          { name: 'pay', url: 'http://127.0.0.1/pay' },
        ],
      },
    ],
    load: { model: 'closed', stages: [{ duration: '1s', target: 1 }] },
  });
  // Every other request is a payment, which takes three times as long.
  const rows = Array.from({ length: 80 }, (_, at) => ({
    iteration: at,
    step: at % 2,
    dueAt: at * 12,
    sentAt: at * 12,
    firstByteAt: at * 12 + 2,
    endedAt: at * 12 + (at % 2 === 0 ? 3 : 9),
  }));
  const row = exampleRun({ plan, state: 'completed', summary: { ...emptySummary(), durationMs: 1000 } });
  const of = (name: string) => digestRun(row, [exampleBatch(rows)], { scenario: 'shop', name });
  expect([of('pay').measured.requests, valueOf(of('pay'), 'service_time.mean')]).toEqual([40, 9]);
  expect([of('list').measured.requests, valueOf(of('list'), 'service_time.p99')]).toEqual([40, 3]);
  expect(of('pay').shown.tasks).toHaveLength(40);
  expect(of('gone').shown.throughput).toBe(0);
  expect(of('gone').measured.requests).toBe(0);
  expect(valueOf(digestRun(row, [exampleBatch(rows)]), 'service_time.mean')).toBe(6);
});

test('the warm-up is excluded from all statistics', async () => {
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '600ms', target: 5 }] };
  const { digest, row } = await measure(20, load, { warmup: '300ms' });
  expect(row.summary.warmupRequests).toBeGreaterThan(0);
  expect(digest.measured.requests).toBe(row.summary.requests.total);
});

interface Measured {
  readonly digest: RunDigest;
  readonly row: RunRow;
}

/** In simulated time, against a server that takes this long, give or take a tenth. */
async function measure(meanMs: number, load: PlanInput['load'], rest: Partial<PlanInput> = {}): Promise<Measured> {
  const serve = ({ number }: { number: number }) => ({ afterMs: meanMs * (0.9 + (0.2 * ((number * 7) % 11)) / 10) });
  return digested(await simulate(planFor(SIMULATED_URL, load, rest), { serve }));
}

function digested({ plan, end, batches }: Observed): Measured {
  const { summary, verdicts, state, reason } = end;
  const row = exampleRun({ id: 'run', name: 'run', plan, state, reason, summary, verdicts });
  return { digest: digestRun(row, batches), row };
}

function valueOf(digest: RunDigest, name: FigureName): number {
  return digest.measured.figures[RESAMPLED_FIGURES.findIndex((figure) => figure === name)] ?? Number.NaN;
}
