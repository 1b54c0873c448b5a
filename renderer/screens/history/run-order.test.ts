import { expect, test } from 'vitest';
import { exampleRun, summaryOf } from '../../../shared/test-example-run.ts';
import { NEWEST_FIRST, orderAfter, orderRuns } from './run-order.ts';

function runOf(name: string, total: number, p95: number) {
  const summary = summaryOf(total);
  const times = { ...summary.serviceTime, p95 };
  return exampleRun({
    id: name,
    name,
    state: 'completed',
    summary: { ...summary, throughput: p95 / 2, serviceTime: times, responseTime: times },
  });
}

const RUNS = [runOf('run 10', 1000, 30), runOf('run 9', 3000, 10), runOf('empty', 0, 0), runOf('run 1', 2000, 20)];

function namesBy(by: Parameters<typeof orderRuns>[1]['by'], descending: boolean): string[] {
  return orderRuns(RUNS, { by, descending }).map(({ name }) => name);
}

test('runs are ordered by a figure, and those without it come last in both directions', () => {
  expect(namesBy('p95', true)).toEqual(['run 10', 'run 1', 'run 9', 'empty']);
  expect(namesBy('p95', false)).toEqual(['run 9', 'run 1', 'run 10', 'empty']);
  expect(namesBy('throughput', true)).toEqual(['run 10', 'run 1', 'run 9', 'empty']);
  expect(namesBy('requests', true)).toEqual(['run 9', 'run 1', 'run 10', 'empty']);
});

test('runs whose percentile is shown as a dash are not ordered by it', () => {
  const few = runOf('few', 90, 5000);
  const ordered = orderRuns([few, ...RUNS.map((run, at) => runOf(run.name, 1000, at))], { by: 'p95', descending: true });
  expect(ordered.at(-1)?.name).toBe('few');
});

test('less trusted runs come first, and those that were not measured come last', () => {
  const judged = (name: string, verdict: 'trusted' | 'strained' | 'suspect' | null, suspect = 0) => {
    const run = runOf(name, 100, 10);
    return { ...run, summary: { ...run.summary, generator: { ...run.summary.generator, verdict, suspect } } };
  };
  const runs = [judged('unknown', null), judged('good', 'trusted'), judged('bad', 'suspect', 2), judged('worse', 'suspect', 9)];
  expect(orderRuns(runs, { by: 'generator', descending: true }).map(({ name }) => name)).toEqual([
    'worse',
    'bad',
    'good',
    'unknown',
  ]);
});

test('numbers in names count as numbers', () => {
  expect(namesBy('name', false)).toEqual(['empty', 'run 1', 'run 9', 'run 10']);
});

test('the newest come first until a heading is clicked, and a second click reverses the order', () => {
  expect(orderRuns(RUNS, NEWEST_FIRST)).toBe(RUNS);
  const pressed = orderAfter(NEWEST_FIRST, 'p95');
  expect([pressed, orderAfter(pressed, 'p95')]).toEqual([
    { by: 'p95', descending: true },
    { by: 'p95', descending: false },
  ]);
  expect(orderAfter(NEWEST_FIRST, 'name')).toEqual({ by: 'name', descending: false });
});
