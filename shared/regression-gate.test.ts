// Gates on a comparison: the interval decides, several baselines widen it, and what is unknown is reported.
import { expect, test } from 'vitest';
import type { Comparison, FigureComparison, FigureName, Span } from './comparison.ts';
import { judgeGates, parseGate, type GateState } from './regression-gate.ts';
import { examplePlan } from './test-example-run.ts';

test.each([
  ['p95 > +10%', { figure: 'p95', side: '>', limit: 0.1, isRelative: true, measure: null }],
  ['p(99.9) > +20ms', { figure: 'p99.9', limit: 20, isRelative: false }],
  ['mean{service_time} > +1.5s', { figure: 'mean', limit: 1500, measure: 'service_time' }],
  ['throughput < -5%', { figure: 'throughput', side: '<', limit: -0.05, isRelative: true }],
  ['throughput < -20/s', { limit: -20, isRelative: false }],
  ['error_rate > +0.5%', { figure: 'error_rate', limit: 0.005, isRelative: false }],
])('%s is a rule', (text, rule) => {
  expect(parseGate(text)).toMatchObject(rule);
});

test.each([
  'p95',
  'p95 > 10%',
  'p95 > +10',
  'p95 < +10%',
  'p97 > +10%',
  'throughput{service_time} < -5%',
  'error_rate > +5ms',
  'p95 >> +1%',
  '',
])('"%s" is not a rule', (text) => {
  expect(parseGate(text)).toBeNull();
});

const figure = (name: FigureName, a: number | null, b: number | null, interval: Span | null): FigureComparison => ({
  name,
  a,
  b,
  difference: a === null || b === null ? null : b - a,
  interval,
  verdict: 'more',
});

/** p95 of the runs; the interval of the last against the first. */
function comparisonOf([first, ...others]: readonly (number | null)[], interval: Span | null): Comparison {
  const plan = examplePlan({ load: { model: 'open', stages: [{ duration: '1s', target: 1 }], maxVus: 1 } });
  const run = { row: { plan } };
  const pairs = others.map((b) => ({ figures: [figure('response_time.p95', first ?? null, b, interval)] }));
  // Nothing else of a comparison is used.
  return JSON.parse(JSON.stringify({ step: null, runs: [run], pairs }));
}

function stateOf(text: string, values: readonly (number | null)[], interval: Span | null): GateState | undefined {
  const rule = parseGate(text);
  return rule === null ? undefined : judgeGates(comparisonOf(values, interval), [rule])[0]?.state;
}

test.each<[string, readonly (number | null)[], Span | null, GateState]>([
  ['p95 > +10%', [100, 130], { from: 20, to: 40 }, 'failed'],
  ['p95 > +10%', [100, 130], { from: -5, to: 65 }, 'unsure'],
  ['p95 > +10%', [100, 104], { from: 1, to: 7 }, 'passed'],
  ['p95 > +10%', [100, 80], { from: -30, to: -10 }, 'passed'],
  ['p95 > +20ms', [100, 130], { from: 25, to: 35 }, 'failed'],
  ['p95 > +10%', [100, 130], null, 'unknown'],
  ['p95 > +10%', [100, null], null, 'unknown'],
  // Three baselines close together: 100, 101 and 99 allow a run to be up to 105.
  ['p95 > +10%', [100, 101, 99, 130], { from: 28, to: 32 }, 'failed'],
  // Two baselines that are far apart say nothing about a third run.
  ['p95 > +10%', [80, 120, 130], { from: 48, to: 52 }, 'unsure'],
])('%s with %j is %s', (text, values, interval, state) => {
  expect(stateOf(text, values, interval)).toBe(state);
});

test('the sentence names both figures, the change, and how sure it is', () => {
  const rule = parseGate('p95 > +10%');
  const [result] = rule === null ? [] : judgeGates(comparisonOf([100, 130], { from: 20, to: 40 }), [rule]);
  expect(result?.words).toBe(
    'p95 > +10%: p95 response time 100.0 ms before, 130.0 ms now (+30.0 %, 95 % interval +20.0 ms to +40.0 ms); the change is beyond the limit.',
  );
});

test('with several baselines, an equal run fails in at most one of twenty cases', () => {
  const rule = parseGate('p95 > +1ms');
  if (rule === null) expect.fail('It is a rule.');
  let seed = 7;
  const uniform = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  let failed = 0;
  for (let round = 0; round < 2000; round += 1) {
    const values = Array.from({ length: 5 }, () => 1000 + 20 * normal());
    const change = (values[4] ?? 0) - (values[0] ?? 0);
    // The requests of one run show nothing of the differences between runs.
    if (judgeGates(comparisonOf(values, { from: change - 1, to: change + 1 }), [rule])[0]?.state === 'failed') failed += 1;
  }
  expect(failed / 2000).toBeLessThan(0.05);
});
