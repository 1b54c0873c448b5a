import { expect, test } from 'vitest';
import { exampleRun } from '../../../shared/test-example-run.ts';
import type { RunRow } from '../../../shared/run.ts';
import { baselineFor, newestPair } from './chosen-baseline.ts';

function run(id: string, startedAt: number, rest: Partial<RunRow> = {}): RunRow {
  return { ...exampleRun(), id, startedAt, state: 'completed', planId: 'plan', isBaseline: false, ...rest };
}

const [THIRD, SECOND, FIRST] = [run('third', 3), run('second', 2), run('first', 1)];

test('the pinned run of the plan is the baseline at any age', () => {
  expect(baselineFor(THIRD, [THIRD, SECOND, { ...FIRST, isBaseline: true }])?.id).toBe('first');
});

test('without a pinned run the baseline is the run before, and for the first run the one after it', () => {
  expect(baselineFor(THIRD, [THIRD, SECOND, FIRST])?.id).toBe('second');
  expect(baselineFor(FIRST, [THIRD, SECOND, FIRST])?.id).toBe('third');
});

test('runs of other plans, and those that still go on, are not compared with', () => {
  expect(baselineFor(THIRD, [THIRD, run('other', 1, { planId: 'another' }), run('now', 2, { state: 'running' })])).toBeNull();
});

test('Compare opens with the newest run that has another one of its plan', () => {
  const lone = run('lone', 9, { planId: 'lone' });
  expect(newestPair([lone, THIRD, SECOND])?.map(({ id }) => id)).toEqual(['second', 'third']);
  expect(newestPair([lone])).toBeNull();
});
