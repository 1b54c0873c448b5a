import { expect, test } from 'vitest';
import { scenarioChoice } from './scenario-choice.ts';

function chosen(weights: readonly number[], iterations: number): number[] {
  const choose = scenarioChoice(weights.map((weight, index) => ({ weight, index })));
  return Array.from({ length: iterations }, (_, k) => choose(k).index);
}

test('scenarios are chosen in the shares of their weights', () => {
  const first = chosen([3, 1], 10_000).filter((index) => index === 0).length;
  expect(first / 10_000).toBeCloseTo(0.75, 3);
});

// Runs of two versions are compared iteration by iteration.
test.each([
  [[3, 1], '0001000010010000100001001000010010000100'],
  [[0.1, 2.5, 7], '0212212222122121221222212212222122121221'],
  [[1, 1, 1, 1], '0203102132031021320213203102132031020310'],
  [[5], '0000000000000000000000000000000000000000'],
])('with weights %j, each iteration keeps its scenario of earlier versions', (weights, expected) => {
  expect(chosen(weights, 40).join('')).toBe(expected);
});
