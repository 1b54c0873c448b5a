import fc from 'fast-check';
import { expect, test } from 'vitest';
import { examplePlan, exampleRun, summaryOf } from '../../../shared/test-example-run.ts';
import type { RunRow } from '../../../shared/run.ts';
import { bandWords, changeWords, plansWithTrend, trendAxis, trendOf } from './run-trend.ts';

function runOf(planId: string | null, p99: number, total = 5000, changes: Partial<RunRow> = {}): RunRow {
  const summary = summaryOf(total);
  const serviceTime = { ...summary.serviceTime, p95: p99 / 2, p99 };
  const plan = examplePlan({ name: `Plan ${planId}`, thresholds: ['p(99){step: "GET /"} < 9', 'p(99) < 250', 'p(95) < 100'] });
  return exampleRun({
    id: `${planId} ${p99}`,
    planId,
    plan,
    state: 'completed',
    summary: { ...summary, serviceTime },
    ...changes,
  });
}

const A = { key: 'a', name: 'Plan a' };

test('plans with at least three runs have a trend, ordered by their latest run', () => {
  const runs = [
    runOf('b', 1),
    runOf('a', 1),
    runOf('a', 2),
    runOf('b', 2),
    runOf('a', 3),
    runOf('b', 3),
    runOf('c', 1),
    runOf('c', 2),
    runOf('c', 3, 0),
    runOf('c', 4, 5000, { state: 'failed' }),
    runOf('c', 5, 5000, { state: 'running' }),
    runOf(null, 1, 5000, { importedFrom: 'a.jtl' }),
    runOf(null, 2, 5000, { importedFrom: 'b.jtl' }),
    runOf(null, 3, 5000, { importedFrom: 'c.jtl' }),
  ];
  expect(plansWithTrend(runs)).toEqual([{ key: 'b', name: 'Plan b' }, A]);
});

test('the points come oldest first, no more than 24, with the limit of their percentile', () => {
  const runs = Array.from({ length: 30 }, (_, at) => runOf('a', 100 + at));
  const { points, percentile, limit } = trendOf(runs, A);
  expect(points.map(({ value }) => value)).toEqual(Array.from({ length: 24 }, (_, at) => 123 - at));
  expect([percentile, limit]).toEqual(['p99', { expression: 'p(99) < 250', value: 250 }]);
});

test('if one run has too few requests for p99, all show p95', () => {
  const { points, percentile, limit } = trendOf([runOf('a', 100), runOf('a', 120, 500)], A);
  expect(points.map(({ value }) => value)).toEqual([60, 50]);
  expect([percentile, limit?.value]).toEqual(['p95', 100]);
});

test.each([
  [161, 2770, '17 times the run before, 161 ms'],
  [100, 350, '3.5 times the run before, 100 ms'],
  [100, 138, '+38 % against the run before, 100 ms'],
  [100, 92, '−8 % against the run before, 100 ms'],
  [100, 100.2, 'as the run before, 100 ms'],
])('from %d ms to %d ms is %j', (before, now, words) => {
  expect(changeWords(trendOf([runOf('a', now), runOf('a', before)], A))).toBe(words);
});

test.each([
  [100, 'within the expected 76.0 ms to 124 ms'],
  [150, 'above the expected 76.0 ms to 124 ms'],
  [50, 'below the expected 76.0 ms to 124 ms'],
])('a run of %d ms after some of 90 to 110 ms is %j', (now, words) => {
  const runs = [now, 110, 100, 90, 105, 95].map((p99) => runOf('a', p99));
  expect(bandWords(trendOf(runs, A))).toBe(words);
  expect(bandWords(trendOf(runs.slice(0, 3), A))).toBeNull();
});

test('runs of the command line join the saved plan of their name, and make a trend of their own without one', () => {
  const ofCommandLine = (p99: number) => runOf(null, p99, 5000, { plan: runOf('a', 1).plan });
  expect(plansWithTrend([ofCommandLine(1), runOf('a', 2), ofCommandLine(3)])).toEqual([A]);
  const [alone] = plansWithTrend([ofCommandLine(1), ofCommandLine(2), ofCommandLine(3)]);
  expect(alone?.name).toBe('Plan a');
  const other = examplePlan({ name: 'Plan a', load: { model: 'iterations', iterations: 5, vus: 1 } });
  expect(plansWithTrend([ofCommandLine(1), ofCommandLine(2), runOf(null, 3, 5000, { plan: other })])).toEqual([]);
});

test('similar values use an axis from 0, and distant ones a logarithmic axis', () => {
  const axisOf = (...values: number[]) =>
    trendAxis({
      points: trendOf(
        values.map((p99) => runOf('a', p99)),
        A,
      ).points,
      limit: null,
    });
  expect(axisOf(100, 120)).toEqual({ isLog: false, from: 0, to: 160, ticks: [0, 80, 160], hasLimit: false });
  expect(axisOf(5, 900)).toEqual({ isLog: true, from: 1, to: 1000, ticks: [1, 10, 100, 1000], hasLimit: false });
});

test('a distant limit does not compress the values', () => {
  const { points, limit } = trendOf([runOf('a', 5), runOf('a', 6)], A);
  expect(trendAxis({ points, limit })).toMatchObject({ to: 8, hasLimit: false });
});

test('every value lies on the axis', () => {
  const value = fc.double({ min: 0.01, max: 100_000, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (values) => {
      const trend = trendOf(
        values.map((p99) => runOf('a', p99)),
        A,
      );
      const { from, to, hasLimit } = trendAxis(trend);
      expect(to).toBeGreaterThan(from);
      for (const p99 of [...values, ...(hasLimit ? [250] : [])]) {
        expect(p99).toBeGreaterThanOrEqual(from * 0.999_999);
        expect(p99).toBeLessThanOrEqual(to * 1.000_001);
      }
    }),
  );
});
