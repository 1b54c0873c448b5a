import { expect, test } from 'vitest';
import { backlogGrowth } from './backlog.ts';

const steps = (count: number, valueAt: (at: number) => number): number[] => Array.from({ length: count }, (_, at) => valueAt(at));

test('what grows by 100 a second is found after three seconds', () => {
  expect(
    backlogGrowth(
      steps(5, (at) => at * 50),
      500,
    ),
  ).toBeNull();
  expect(
    backlogGrowth(
      steps(6, (at) => at * 50),
      500,
    ),
  ).toBeCloseTo(100, 6);
});

test('a slow growth takes ten seconds to be one', () => {
  expect(
    backlogGrowth(
      steps(8, (at) => 10 + at * 5),
      500,
    ),
  ).toBeNull();
  expect(
    backlogGrowth(
      steps(20, (at) => 10 + at * 5),
      500,
    ),
  ).toBeCloseTo(10, 6);
});

test('a level that rises and falls, and a backlog that is worked off, do not grow', () => {
  expect(
    backlogGrowth(
      steps(20, (at) => 10 + (at % 3) * 4),
      500,
    ),
  ).toBeNull();
  expect(
    backlogGrowth(
      steps(20, (at) => (at < 8 ? 5 : 900 - (at - 8) * 60)),
      800,
    ),
  ).toBeNull();
});

test('a few requests more are chance', () => {
  expect(
    backlogGrowth(
      steps(20, (at) => (at > 15 ? 2 : 1)),
      1,
    ),
  ).toBeNull();
});
