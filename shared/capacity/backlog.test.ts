import { expect, test } from 'vitest';
import { backlogGrowth } from './backlog.ts';

const ANY = { fromS: 0, windowS: 3 };
const steps = (count: number, valueAt: (at: number) => number): number[] => Array.from({ length: count }, (_, at) => valueAt(at));

test('a growth of 100 a second is found after three seconds', () => {
  expect(
    backlogGrowth(
      steps(5, (at) => at * 50),
      500,
      ANY,
    ),
  ).toBeNull();
  expect(
    backlogGrowth(
      steps(6, (at) => at * 50),
      500,
      ANY,
    ),
  ).toBeCloseTo(100, 6);
});

test('a slow growth is found after ten seconds', () => {
  expect(
    backlogGrowth(
      steps(8, (at) => 10 + at * 5),
      500,
      ANY,
    ),
  ).toBeNull();
  expect(
    backlogGrowth(
      steps(20, (at) => 10 + at * 5),
      500,
      ANY,
    ),
  ).toBeCloseTo(10, 6);
});

test('a level that rises and falls, and a backlog that is worked off, do not grow', () => {
  expect(
    backlogGrowth(
      steps(20, (at) => 10 + (at % 3) * 4),
      500,
      ANY,
    ),
  ).toBeNull();
  expect(
    backlogGrowth(
      steps(20, (at) => (at < 8 ? 5 : 900 - (at - 8) * 60)),
      800,
      ANY,
    ),
  ).toBeNull();
});

test('a few more requests are explained by chance', () => {
  expect(
    backlogGrowth(
      steps(20, (at) => (at > 15 ? 2 : 1)),
      1,
      ANY,
    ),
  ).toBeNull();
});

test('a pause of the target makes a jump, which does not count as growth', () => {
  expect(
    backlogGrowth(
      steps(7, (at) => (at < 4 ? at % 2 : (at - 3) * 440)),
      888,
      ANY,
    ),
  ).toBeNull();
});

test('requests that wait for less than the limit form a queue, even while it grows', () => {
  const growing = steps(20, (at) => at * 10);
  expect(backlogGrowth(growing, 500, { fromS: 0.3, windowS: 3 })).toBeCloseTo(20, 6);
  expect(backlogGrowth(growing, 500, { fromS: 0.5, windowS: 3 })).toBeNull();
});
