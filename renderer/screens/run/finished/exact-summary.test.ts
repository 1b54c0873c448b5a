import { expect, test } from 'vitest';
import { EMPTY_HISTOGRAM } from '../../../../shared/histogram.ts';
import { EVERYTHING, type SampleFigures } from '../../../../shared/sample-query.ts';
import { emptySummary } from '../../../../shared/summary.ts';
import { NO_TIME_STATS } from '../../../../shared/time-stats.ts';
import { exactOfRun, withExactTimes } from './exact-summary.ts';

const EXACT: SampleFigures = {
  window: { by: 'ended', from: 0, to: 1 },
  measuredMs: 1,
  requests: { total: 2, succeeded: 2, failed: 0, cancelled: 0 },
  throughput: 1,
  bytesIn: 0,
  bytesOut: 0,
  serviceTime: { ...NO_TIME_STATS, p95: 154.3 },
  responseTime: { ...NO_TIME_STATS, p95: 154.7 },
  queueDelay: NO_TIME_STATS,
  spectrum: [],
  times: { service: EMPTY_HISTOGRAM, response: EMPTY_HISTOGRAM },
  outcomes: {},
  statusCodes: {},
  failures: [],
  steps: [],
  scenarios: [],
  remotes: [],
};

test('the exact times replace those of the histogram, and nothing else changes', () => {
  const summary = { ...emptySummary(), serviceTime: { ...NO_TIME_STATS, p95: 155 }, bytesIn: 7 };
  const shown = withExactTimes(summary, EXACT);
  expect([shown.serviceTime.p95, shown.responseTime.p95, shown.bytesIn]).toEqual([154.3, 154.7, 7]);
  expect(withExactTimes(summary, null)).toBe(summary);
});

test('figures of other requests never replace those of the run', () => {
  const whole = { filter: EVERYTHING, selection: 'all', isNarrowed: false } as const;
  expect(exactOfRun(EXACT, whole)).toBe(EXACT);
  expect(exactOfRun(EXACT, { ...whole, isNarrowed: true })).toBeNull();
  expect(exactOfRun(EXACT, { ...whole, filter: { ...EVERYTHING, kind: 'cancelled' } })).toBeNull();
});
