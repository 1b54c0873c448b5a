import { expect, test } from 'vitest';
import { examplePlan, exampleRun } from '../../../shared/test-example-run.ts';
import type { RunRow } from '../../../shared/run.ts';
import { daysOf } from './history-days.ts';

const NOW = Date.UTC(2026, 6, 14, 9, 30);

function runOf(name: string, url: string, startedAt = NOW): RunRow {
  const plan = examplePlan({ name, scenarios: [{ steps: [{ url }] }] });
  return exampleRun({ id: name, name, plan, state: 'completed', startedAt });
}

const RUNS = [
  runOf('Product list, steady', 'http://shop.staging.internal/products'),
  runOf('Checkout', 'http://127.0.0.1:8080/Cart', Date.UTC(2026, 6, 13, 20, 0)),
  runOf('Login soak', 'http://shop.staging.internal/login', Date.UTC(2026, 6, 13, 2, 0)),
];

test('runs are listed under their days, in their order', () => {
  const days = daysOf(RUNS, NOW, 9).map(({ day, runs }) => [day, runs.map((run) => run.name)]);
  expect(days).toEqual([
    ['Today', ['Product list, steady']],
    ['Yesterday', ['Checkout', 'Login soak']],
  ]);
});

test('a day counts its runs that are not shown yet, and a day without a shown run is left out', () => {
  const days = (most: number) => daysOf(RUNS, NOW, most).map(({ day, count, runs }) => [day, count, runs.length]);
  expect(days(2)).toEqual([
    ['Today', 1, 1],
    ['Yesterday', 2, 1],
  ]);
  expect(days(1)).toEqual([['Today', 1, 1]]);
});
