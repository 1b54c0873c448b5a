import { expect, test } from 'vitest';
import type { Comparison, FigureComparison, Headline } from './comparison.ts';
import {
  differenceFormat,
  figureFormat,
  headlineWords,
  intervalWords,
  mostFailing,
  noIntervalWords,
  comparedShares,
  shortNames,
  signed,
  comparisonVerdict,
} from './comparison-words.ts';
import { NOT_MEASURED, type HealthVerdict } from './health.ts';
import { emptySummary } from './summary.ts';
import { examplePlan, exampleRun } from './test-example-run.ts';

const MEAN: FigureComparison = {
  name: 'response_time.mean',
  a: 10_960,
  b: 2660,
  difference: -8300,
  interval: { from: -11_020, to: -5600 },
  verdict: 'less',
};

test('the figures of a row have equal decimals and one unit', () => {
  const format = figureFormat(MEAN);
  expect([format(10_960), format(2660), signed(-8300, format)]).toEqual(['10.96 s', '2.66 s', '−8.30 s']);
  expect(intervalWords({ from: -11_020, to: -5600 }, format)).toBe('−11.02 to −5.60 s');
  // Beside seconds a short time is not printed as 0.00 s.
  expect(figureFormat({ ...MEAN, a: 4810, b: 1.2 })(1.2)).toBe('1.20 ms');
  const small = figureFormat({ ...MEAN, a: 20.4, b: 0.5 });
  expect([small(20.4), small(0.5)]).toEqual(['20.40 ms', '0.50 ms']);
});

test('a share has its sign, and from ten times on it is a multiple', () => {
  expect(comparedShares({ a: 10.96, b: 2.66 })).toBe('−76 %');
  expect(comparedShares({ a: 100, b: 104.6 })).toBe('+4.6 %');
  expect(comparedShares({ a: 1, b: 17 })).toBe('17 ×');
  expect(comparedShares({ a: 0, b: 1 })).toBe('–');
});

test('a shorter time is called faster, and a lower throughput is called lower', () => {
  expect(comparisonVerdict(MEAN)).toBe('Likely faster');
  expect(comparisonVerdict({ ...MEAN, verdict: 'more' })).toBe('Likely slower');
  expect(comparisonVerdict({ ...MEAN, name: 'throughput' })).toBe('Likely less');
  expect(comparisonVerdict({ ...MEAN, name: 'duration', a: 20_880, b: 4250, verdict: 'single' })).toBe('4.9 times as fast');
  expect(comparisonVerdict({ ...MEAN, name: 'duration', a: 170, b: 5000, verdict: 'single' })).toBe('29.4 times as long');
  expect(comparisonVerdict({ ...MEAN, name: 'throughput', a: 417, b: 12, verdict: 'single' })).toBe('0.029 times as much');
  expect(comparisonVerdict({ ...MEAN, name: 'duration', a: 20_000, b: 20_010, verdict: 'single' })).toBe('as fast');
  expect(comparisonVerdict({ ...MEAN, verdict: 'small' })).toBe('Too small to matter');
});

test('shares differ by percentage points', () => {
  const failed = { name: 'error_rate', a: 0.00738, b: 0.00952 } as const;
  expect(signed(0.00214, differenceFormat(failed))).toBe('+0.21 percentage points');
  expect(intervalWords({ from: -0.01, to: 0.0342 }, differenceFormat(failed))).toBe('−1 to +3.42 percentage points');
  expect(differenceFormat(MEAN)(8300)).toBe('8.30 s');
});

test('a percentile that needs more requests says how many', () => {
  const p95: FigureComparison = { ...MEAN, name: 'response_time.p95', verdict: 'few', interval: null };
  expect(noIntervalWords(p95, 20, 0)).toBe('only 1 request slower than this; it takes about 200 requests in a run');
});

test('if none of n failed, the bound is the share at which none of n fails in one of forty cases', () => {
  expect(noIntervalWords({ ...MEAN, name: 'error_rate', a: 0, b: 0, verdict: 'none', interval: null }, 20, 0)).toBe(
    'each at most 16.8 % with 95 % confidence',
  );
  expect((1 - mostFailing(300)) ** 300).toBeCloseTo(0.025, 10);
});

test('names show the differences between the runs, and letters are used if there are none', () => {
  expect(shortNames(['Demo, blocking', 'Demo, asynchronous'])).toEqual(['blocking', 'asynchronous']);
  expect(shortNames(['Home page', 'Home page'])).toEqual(['A', 'B']);
  expect(shortNames(['Home', 'Cart', 'Home'])).toEqual(['Home A', 'Cart', 'Home C']);
  expect(shortNames(['Before', 'After', 'Again'])).toEqual(['Before', 'After', 'Again']);
  expect(shortNames(['127.0.0.1:9100/products', '127.0.0.1:9101/products'])).toEqual([
    '127.0.0.1:9100/products',
    '127.0.0.1:9101/products',
  ]);
  expect(shortNames(['Home', 'Home page'])).toEqual(['Home', 'Home page']);
});

function comparisonOf(verdicts: readonly HealthVerdict[], headline: Headline): Comparison {
  const runs = verdicts.map((verdict, at) => {
    const summary = { ...emptySummary(), generator: { ...NOT_MEASURED, verdict } };
    const row = exampleRun({
      name: `nginx ${at}`,
      summary,
      plan: examplePlan({ load: { model: 'closed', stages: [{ duration: '1s', target: 1 }] } }),
    });
    const bands = { p50: new Float64Array(), p95: new Float64Array(), p99: new Float64Array() };
    const series = { columnMs: 1, completed: new Uint32Array(), service_time: bands, response_time: bands };
    const spectrum = { percents: new Float64Array(), service_time: new Float64Array(), response_time: new Float64Array() };
    return { row, requests: 100, throughput: 10, tasks: null, series, spectrum };
  });
  const method = { resamples: 1, seed: 1, unit: 'span', spans: 20, isPaired: false } as const;
  const figure = { ...MEAN, name: 'service_time.mean' } as const;
  return { step: null, runs, pairs: runs.slice(1).map(() => ({ figures: [figure], headline, method })) };
}

test('shares without a comparison say what they are shares of', () => {
  const failed = { ...MEAN, name: 'error_rate', a: 0, b: 0.349 } as const;
  const of = comparisonOf(['trusted', 'suspect'], { verdict: 'fails_more', figures: ['error_rate'] });
  const pairs = of.pairs.map((pair) => ({ ...pair, figures: [failed] }));
  const words = pairs[0] === undefined ? null : headlineWords({ ...of, pairs }, pairs[0], 'B');
  expect(words?.figures).toBe('0 % and 34.9 % failed');
});

test('nothing is claimed about runs that cannot be compared', () => {
  const headline: Headline = { verdict: 'faster', figures: ['service_time.mean'] };
  const words = (verdicts: readonly HealthVerdict[], at = 0) => {
    const comparison = comparisonOf(verdicts, headline);
    const pair = comparison.pairs[at];
    return pair === undefined ? null : headlineWords(comparison, pair, 'nginx 20,000/s');
  };
  expect(words(['trusted', 'strained'])).toEqual({
    verdict: 'nginx 20,000/s is faster:',
    figures: 'mean service time 2.66 s instead of 10.96 s',
    isWithheld: false,
  });
  expect(words(['trusted', 'suspect'])).toEqual({
    verdict: 'No verdict, because B is suspect:',
    figures: 'mean service time 10.96 s and 2.66 s',
    isWithheld: true,
  });
  expect(words(['suspect', 'suspect'])?.verdict).toBe('No verdict, because A and B are suspect:');
  expect(words(['trusted', 'suspect', 'trusted'], 1)?.isWithheld).toBe(false);
  expect(words(['trusted', 'trusted', 'suspect'], 1)?.verdict).toBe('No verdict, because C is suspect:');
});
