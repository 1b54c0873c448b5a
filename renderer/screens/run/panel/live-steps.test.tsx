// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeAll, expect, test, vi } from 'vitest';
import { parseThreshold } from '../../../../shared/plan/threshold-expression.ts';
import type { Verdict } from '../../../../shared/plan/threshold.ts';
import { emptySummary, type StepSummary } from '../../../../shared/summary.ts';
import { exampleJourney, exampleRun } from '../../../../shared/test-example-run.ts';
import { NO_TIME_STATS } from '../../../../shared/time-stats.ts';
import { LiveSteps } from './live-steps.tsx';

beforeAll(() => void vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true));

const PLAN = exampleJourney();

const CART: StepSummary = {
  index: 1,
  scenario: 'buy',
  name: 'Cart',
  requests: { total: 400, succeeded: 398, failed: 2, cancelled: 0 },
  throughput: 40,
  serviceTime: { ...NO_TIME_STATS, p50: 11, p95: 22, p99: 33 },
  responseTime: { ...NO_TIME_STATS, p50: 111, p95: 122, p99: 133 },
};

async function textOf(steps: readonly StepSummary[], verdicts: readonly Verdict[] = []): Promise<string[]> {
  const place = document.createElement('div');
  const root = createRoot(place);
  const row = exampleRun({ plan: PLAN, summary: { ...emptySummary(), steps }, verdicts });
  await act(async () => root.render(<LiveSteps row={row} />));
  const lines = [...place.querySelectorAll('tbody tr')].map((line) =>
    [...line.querySelectorAll('th, td, td span span')]
      .filter((cell) => cell.querySelector('span') === null)
      .map((cell) => cell.textContent?.trim())
      .join(' | '),
  );
  await act(async () => root.unmount());
  return lines;
}

test('the steps are those of the last tick, also before their first request', async () => {
  expect(await textOf([CART])).toEqual([
    'Log in | 0 | –',
    '– | p50 – | p95 – | p99 –',
    'Cart | 400 | 0.5 %',
    '40/s | p50 11.0 ms | p95 22.0 ms | p99 33.0 ms',
  ]);
});

test('a step with a budget says whether it is met so far', async () => {
  const expression = 'p(95){step: "Cart"} < 20';
  const parsed = parseThreshold(expression);
  const verdict = { expression, threshold: parsed.ok ? parsed.threshold : null, actual: 22, passed: false };
  const lines = await textOf([CART], [verdict]);
  expect(lines[1]).not.toContain('Budget');
  expect(lines[3]).toContain('✕ | p95 < 20 ms | not met');
});
