import { expect, test } from 'vitest';
import { stepPlaceWords } from './outline-words.ts';

test.each([
  ['steps', 4, 7, 'Step 5 of 7'],
  ['before', 0, 2, 'Step 1 of 2 before the run'],
  ['perVu', 0, 1, 'Once a user'],
  ['perVu', 1, 2, 'Step 2 of 2 once a user'],
] as const)('a step in the list %s at %i of %i', (list, step, count, words) => {
  expect(stepPlaceWords({ list, scenario: 0, step }, count)).toBe(words);
});
