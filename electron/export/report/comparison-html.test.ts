import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ComparedRun, Comparison } from '../../../shared/comparison.ts';
import { emptySummary, type StepSummary } from '../../../shared/summary.ts';
import { examplePlan, exampleRun } from '../../../shared/test-example-run.ts';
import { NO_TIME_STATS } from '../../../shared/time-stats.ts';
import { comparisonHtml } from './comparison-html.ts';

const PLAN = examplePlan({ load: { model: 'closed', stages: [{ duration: '2s', target: 5 }] } });

function stepOf(name: string, p95: number): StepSummary {
  const requests = { total: 300, succeeded: 300, failed: 0, cancelled: 0 };
  const times = { ...NO_TIME_STATS, p50: 10, p95 };
  return { index: 0, scenario: name, name, requests, throughput: 30, serviceTime: times, responseTime: times };
}

function runOf(name: string, p95: number): ComparedRun {
  const bands = { p50: new Float64Array(), p95: new Float64Array(), p99: new Float64Array() };
  const percents = Float64Array.from([10, 50, 90]);
  const times = Float64Array.from([10, 20, p95]);
  const summary = { ...emptySummary(), durationMs: 2000, throughput: 100, steps: [stepOf(name, p95), stepOf(`${name}2`, 50)] };
  return {
    row: exampleRun({ name, summary, plan: PLAN }),
    requests: 600,
    throughput: 30,
    tasks: null,
    series: { columnMs: 1000, completed: Uint32Array.from([300, 300]), service_time: bands, response_time: bands },
    spectrum: { percents, service_time: times, response_time: times },
  };
}

function comparisonOf(name: string): Comparison {
  const method = { resamples: 1000, seed: 1, unit: 'span', spans: 20, isPaired: false } as const;
  const interval = { from: 20, to: 40 };
  const mean = { name: 'service_time.mean', a: 100, b: 130, difference: 30, interval, verdict: 'more' } as const;
  const headline = { verdict: 'slower', figures: ['service_time.mean'] } as const;
  return { step: null, runs: [runOf(name, 100), runOf(name, 130)], pairs: [{ figures: [mean], headline, method }] };
}

/** The tags with their attributes' names, without any text or value. */
function skeletonOf(page: string): string[] {
  return (page.replace(/<style>[\s\S]*?<\/style>/, '').match(/<[^>]*>/g) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, '""'));
}

test('it says who is slower, with every figure, and which step changed', () => {
  const page = comparisonHtml(comparisonOf('Shop'), '0.1.0');
  expect(page).toContain('B is slower: mean service time 130.0 ms instead of 100.0 ms');
  expect(page).toContain('>+20.0 to +40.0 ms<');
  expect(page).toContain('>130 ms (+30 %)<');
  expect(page).not.toMatch(/NaN|Infinity|undefined/);
});

test('nothing in it uses the network or runs', () => {
  const page = comparisonHtml(comparisonOf('Shop'), '0.1.0');
  expect(page).not.toMatch(/<script|<link|<iframe|\ssrc=|url\((?!#)|@import|\son\w+=/i);
  expect(page).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:;`);
});

test('the page has the same tags and attributes with any names of runs and steps', () => {
  const plain = skeletonOf(comparisonHtml(comparisonOf('plain'), '0.1.0'));
  const nasty = fc.constantFrom('</style><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '<!--', "' onload='x");
  fc.assert(
    fc.property(fc.oneof(nasty, fc.string({ unit: 'binary', minLength: 1 })), (text) => {
      expect(skeletonOf(comparisonHtml(comparisonOf(text), text))).toEqual(plain);
    }),
    { numRuns: 20 },
  );
});
