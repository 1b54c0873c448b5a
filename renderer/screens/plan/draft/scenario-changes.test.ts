import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newDraft, type Draft } from './draft.ts';
import { newScenario, newStep } from './draft-scenario.ts';
import {
  addScenario,
  addStep,
  copyStep,
  indexOfStep,
  insertScenario,
  insertStep,
  moveStep,
  removeScenario,
  removeStep,
  shareOf,
} from './scenario-changes.ts';

/** One letter a step: "ab c" has two scenarios. */
function draftOfLetters(letters: string): Draft {
  const scenarios = letters.split(' ').map((steps, at) => ({
    ...newScenario(`s${at}`),
    steps: steps.split('').map((name) => ({ ...newStep(), name, url: `http://127.0.0.1:8080/${name}?x=1` })),
  }));
  return { ...newDraft(), scenarios };
}

function lettersOf({ scenarios }: Draft): string {
  return scenarios.map(({ steps }) => steps.map(({ name }) => (name === '' ? '_' : name)).join('')).join(' ');
}

test('a new step goes to the server of the one before it', () => {
  const added = addStep(draftOfLetters('ab c'), 0);
  expect(lettersOf(added)).toBe('ab_ c');
  expect(added.scenarios[0]?.steps.at(-1)?.url).toBe('http://127.0.0.1:8080/');
});

test('a copy stands below its original', () => {
  expect(copyStep(draftOfLetters('ab'), { scenario: 0, step: 0 }).scenarios[0]?.steps.map(({ name }) => name)).toEqual([
    'a',
    'a copy',
    'b',
  ]);
});

test.each([
  ['abc', 0, 1, 1, 'acb', 2],
  ['abc', 0, 1, -1, 'bac', 0],
  ['ab cd', 0, 1, 1, 'a bcd', 1],
  ['ab cd', 1, 0, -1, 'abc d', 2],
  ['a bc', 0, 0, 1, 'a bc', 0],
  ['abc', 0, 0, -1, 'abc', 0],
  ['abc', 0, 2, 1, 'abc', 2],
] as const)('in %s, step %i.%i moved by %i gives %s', (letters, scenario, step, by, moved, index) => {
  const { draft, at } = moveStep(draftOfLetters(letters), { scenario, step }, by);
  expect(lettersOf(draft)).toBe(moved);
  expect(indexOfStep(draft, at)).toBe(index);
});

test('the last step and the last scenario stay', () => {
  expect(lettersOf(removeStep(draftOfLetters('a'), { scenario: 0, step: 0 }))).toBe('a');
  expect(lettersOf(removeScenario(draftOfLetters('a'), 0))).toBe('a');
});

test('what was removed can be put back where it was', () => {
  const shape = fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(shape, fc.nat(), fc.nat(), (sizes, s, t) => {
      const draft = draftOfLetters(sizes.map((size) => 'abcd'.slice(0, size)).join(' '));
      const at = { scenario: s % sizes.length, step: t % (sizes[s % sizes.length] ?? 1) };
      const scenario = draft.scenarios[at.scenario] ?? newScenario('');
      expect(insertStep(removeStep(draft, at), at, scenario.steps[at.step] ?? newStep())).toEqual(draft);
      expect(insertScenario(removeScenario(draft, at.scenario), at.scenario, scenario)).toEqual(draft);
    }),
  );
});

test('a new scenario has a name of its own and shares the load', () => {
  const added = addScenario(addScenario(draftOfLetters('a')));
  expect(added.scenarios.map(({ name }) => name)).toEqual(['s0', 'scenario 2', 'scenario 3']);
  expect(shareOf(added, 1)).toBeCloseTo(1 / 3);
  expect(shareOf({ ...added, scenarios: added.scenarios.map((one) => ({ ...one, weight: 'x' })) }, 0)).toBeNull();
});
