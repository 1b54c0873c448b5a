import { readVerdict } from '../../../shared/plan/written-verdict.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { examplePlan, exampleRun, summaryOf } from '../../../shared/test-example-run.ts';
import type { RunRow } from '../../../shared/run.ts';
import { matchingRuns } from './run-search.ts';

const NOW = Date.UTC(2026, 6, 14, 9, 30);

function runOf(name: string, url: string, changes: Partial<RunRow> = {}): RunRow {
  const plan = examplePlan({ name: `${name} plan`, scenarios: [{ steps: [{ url }] }] });
  return exampleRun({ id: name, name, plan, state: 'completed', startedAt: NOW - 3_600_000, ...changes });
}

const summary = summaryOf(5000);
const { serviceTime } = summary;
const RUNS = [
  runOf('Product list, steady', 'http://shop.staging.internal/products', {
    tags: ['Nightly', 'release-2.14'],
    starred: true,
    summary: { ...summary, serviceTime: { ...serviceTime, p50: 150, p99: 200 } },
  }),
  runOf('Checkout', 'http://127.0.0.1:8080/Cart', {
    startedAt: Date.UTC(2026, 6, 1),
    verdicts: [readVerdict({ expression: 'p(99) < 250', actual: 300, passed: false })],
    summary: { ...summary, serviceTime: { ...serviceTime, p50: 20, p99: 300 } },
  }),
  runOf('Login soak', 'http://shop.staging.internal/login', { state: 'failed', notes: 'cold cache', tags: ['nightly'] }),
];
const ALL = RUNS.map((run) => run.name);
const [LIST = '', CHECKOUT = '', LOGIN = ''] = ALL;

test.each([
  ['', ALL],
  ['  ', ALL],
  ['SHOP.staging', [LIST, LOGIN]],
  ['steady list', [LIST]],
  ['"list, steady"', [LIST]],
  ['soak staging', [LOGIN]],
  ['/cart', [CHECKOUT]],
  ['http://127', [CHECKOUT]],
  ['cold', [LOGIN]],
  ['release', [LIST]],
  ['tag:nightly', [LIST, LOGIN]],
  ['tag:night', []],
  ['tag:nightly failed:yes', [LOGIN]],
  ['tag:nightly failed:yes soak', [LOGIN]],
  ['failed:yes', [CHECKOUT, LOGIN]],
  ['failed:no', [LIST]],
  ['failed:', ALL],
  ['failed:perhaps', []],
  ['starred:yes', [LIST]],
  ['state:fail', [LOGIN]],
  ['plan:"soak plan"', [LOGIN]],
  ['since:7d', [LIST, LOGIN]],
  ['since:30m', []],
  ['since:2026-06-30', ALL],
  ['p99>250', [CHECKOUT]],
  ['p99>250ms p50<0.1s', [CHECKOUT]],
  ['p99<250', [LIST]],
  ['weekly', []],
  ['p99 > 250', [CHECKOUT]],
  ['p99 > 250ms p50 < 0.1s', [CHECKOUT]],
  ['requests>1000', ALL.slice(0, 2)],
  ['requests > 10,000', []],
  ['throughput > 1000000', []],
  ['failed > 1%', []],
  ['p99 >= 300 ms', [CHECKOUT]],
  ['p99<=200', [LIST]],
  ['p99 ≥ 0.3 s', [CHECKOUT]],
  ['p99 > 250 ms shop', []],
  ['median < 100 ms', [CHECKOUT]],
  ['requests >= 5k', ALL.slice(0, 2)],
  ['requests > 5 k', []],
  ['errors > 1 %', []],
  ['errors <= 0 checkout', [CHECKOUT]],
  ['load:iter', ALL],
  ['load:open', []],
  ['since:today', [LIST, LOGIN]],
  ['since:yesterday', [LIST, LOGIN]],
])('a search for %j finds the right runs', (search, names) => {
  expect(matchingRuns(RUNS, search, NOW).map((run) => run.name)).toEqual(names);
});

test('any text finds a part of the runs in their order', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('t', 'ag', 'f', 'failed', 'yes', 'no', ':', 'p', '9', '>', '<', '"', 'ms', ' ', '2d', '-'),
      }),
      (search) => {
        const found = matchingRuns(RUNS, search, NOW);
        expect(RUNS.filter((run) => found.includes(run))).toEqual(found);
      },
    ),
  );
});
