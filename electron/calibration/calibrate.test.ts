// The performance of a loaded machine is not asserted, only that it is measured and that the figures add up.
import { expect, test } from 'vitest';
import { examplePlan } from '../../shared/test-example-run.ts';
import { QUIET_COMPUTER } from '../engine/tests/test-run.ts';
import { NOBODY, Run } from '../engine/run.ts';
import type { Plan, PlanInput } from '../../shared/plan/plan.ts';
import type { RunSummary } from '../../shared/summary.ts';
import { calibrate } from './calibrate.ts';
import { NO_FILES } from '../engine/files/plan-files.ts';

const driven: { plan: Plan; summary: RunSummary }[] = [];

async function drive(plan: Plan, workers: number): Promise<RunSummary> {
  const options = { workers, userAgent: 'Onrush/test', computer: QUIET_COMPUTER, files: NO_FILES, stopAfterRefusedMs: null };
  const run = await Run.start(plan, options, NOBODY);
  const { summary } = await run.ended;
  driven.push({ plan, summary });
  return summary;
}

const BODY = 'x'.repeat(200_000);

test.each<[string, Partial<PlanInput>]>([
  // So slow that one second of it would have no request after the warm-up.
  ['kept connections', { load: { model: 'open', stages: [{ duration: '1s', target: 1 }], startTarget: 1, maxVus: 3 } }],
  ['a connection for each request', { http: { keepAlive: false } }],
  ['encryption', { scenarios: [{ steps: [{ url: 'https://example.com/' }] }] }],
  [
    'bodies larger than one read',
    { scenarios: [{ steps: [{ url: 'https://example.com/', method: 'POST', headers: { 'x-a': 'b' }, body: BODY }] }] },
  ],
])('the ceiling and the noise are measured with %s', async (_, changes) => {
  driven.length = 0;
  const calibration = await calibrate(
    examplePlan({ load: { model: 'iterations', iterations: 9, vus: 3 }, ...changes }),
    1,
    drive,
  );
  expect(calibration).toMatchObject({ vus: 3, workers: 1 });
  expect(calibration.ceiling).toBeGreaterThan(1);
  expect(calibration.noiseP50).toBeGreaterThan(0);
  expect(calibration.noiseP99).toBeGreaterThanOrEqual(calibration.noiseP50);
  expect(driven.map(({ plan }) => plan.load.model)).toEqual(['closed', 'open']);
  for (const { plan, summary } of driven) {
    expect(plan.scenarios.flatMap(({ steps }) => steps).every(({ url }) => /^https?:\/\/127\.0\.0\.1:/.test(url))).toBe(true);
    expect(summary.requests.failed).toBe(0);
  }
});
