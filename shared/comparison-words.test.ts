import { expect, test } from 'vitest';
import type { FigureComparison } from './comparison.ts';
import {
  figureFormat,
  intervalWords,
  mostFailing,
  noIntervalWords,
  shareWords,
  shortNames,
  signed,
  verdictWords,
} from './comparison-words.ts';

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
  const small = figureFormat({ ...MEAN, a: 20.4, b: 0.5 });
  expect([small(20.4), small(0.5)]).toEqual(['20.40 ms', '0.50 ms']);
});

test('a share has its sign, and from ten times on it is a multiple', () => {
  expect(shareWords({ a: 10.96, b: 2.66 })).toBe('−76 %');
  expect(shareWords({ a: 100, b: 104.6 })).toBe('+4.6 %');
  expect(shareWords({ a: 1, b: 17 })).toBe('17 ×');
  expect(shareWords({ a: 0, b: 1 })).toBe('–');
});

test('less of a time is faster, less throughput is less', () => {
  expect(verdictWords(MEAN)).toBe('Likely faster');
  expect(verdictWords({ ...MEAN, verdict: 'more' })).toBe('Likely slower');
  expect(verdictWords({ ...MEAN, name: 'throughput' })).toBe('Likely less');
  expect(verdictWords({ ...MEAN, name: 'duration', a: 20_880, b: 4250, verdict: 'single' })).toBe('4.9 times as fast');
});

test('a percentile that needs more requests says how many', () => {
  const p95: FigureComparison = { ...MEAN, name: 'response_time.p95', verdict: 'few', interval: null };
  expect(noIntervalWords(p95, 20, 0)).toBe('1 beyond it; 10 needed, so about 200 requests');
});

test('where none of n failed, the bound is the share of which none of n fails in one of forty cases', () => {
  expect(noIntervalWords({ ...MEAN, name: 'error_rate', a: 0, b: 0, verdict: 'none', interval: null }, 20, 0)).toBe(
    'each at most 16.8 % with 95 % confidence',
  );
  expect((1 - mostFailing(300)) ** 300).toBeCloseTo(0.025, 10);
});

test('names say what tells the runs apart, else there are the letters', () => {
  expect(shortNames(['Demo, blocking', 'Demo, asynchronous'])).toEqual(['blocking', 'asynchronous']);
  expect(shortNames(['Home page', 'Home page'])).toEqual(['A', 'B']);
  expect(shortNames(['Before', 'After', 'Again'])).toEqual(['Before', 'After', 'Again']);
  expect(shortNames(['Home', 'Home page'])).toEqual(['Home', 'Home page']);
});
