import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newDraft, type Draft } from './draft.ts';
import { newScenario, newStep } from './draft-scenario.ts';
import {
  addScenario,
  addStep,
  copyStep,
  insertScenario,
  insertStep,
  moveStep,
  placeStep,
  removeScenario,
  removeStep,
  scenarioShare,
} from './scenario-changes.ts';
import { BEFORE, isSameStep } from './step-list.ts';
import { placeSteps } from './step-place.ts';

/** One letter per step: "ab c" has two scenarios. */
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
  const added = addStep(draftOfLetters('ab c'), { scenario: 0 });
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

test('the last step and the last scenario cannot be removed', () => {
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

test('a new scenario has its own name and shares the load', () => {
  const added = addScenario(addScenario(draftOfLetters('a')));
  expect(added.scenarios.map(({ name }) => name)).toEqual(['s0', 'scenario 2', 'scenario 3']);
  expect(scenarioShare(added, 1)).toBeCloseTo(1 / 3);
  expect(scenarioShare({ ...added, scenarios: added.scenarios.map((one) => ({ ...one, weight: 'x' })) }, 0)).toBeNull();
  const apart = added.scenarios.map((one, at) => (at === 0 ? { ...one, ownLoad: added.load } : one));
  expect([scenarioShare({ ...added, scenarios: apart }, 0), scenarioShare({ ...added, scenarios: apart }, 1)]).toEqual([
    null,
    0.5,
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
  expect(placeSteps(draft).findIndex(({ place }) => isSameStep(place, at))).toBe(index);
});

test.each([
  ['abc', { scenario: 0, step: 0 }, { scenario: 0, step: 3 }, 'bca'],
  ['abc', { scenario: 0, step: 2 }, { scenario: 0, step: 0 }, 'cab'],
  ['ab cd', { scenario: 0, step: 0 }, { scenario: 1, step: 1 }, 'b cad'],
  ['a bc', { scenario: 0, step: 0 }, { scenario: 1, step: 1 }, 'a bc'],
  ['a', { scenario: 0, step: 0 }, { scenario: 0, step: 1 }, 'a'],
])('in %s, a step that is dropped elsewhere gives the expected order', (letters, from, to, placed) => {
  expect(lettersOf(placeStep(draftOfLetters(letters), from, to).draft)).toBe(placed);
});

test('a step goes to what a user sends once, and before the run, and a scenario keeps its last one', () => {
  const once = placeStep(draftOfLetters('ab'), { scenario: 0, step: 0 }, { list: 'perVu', scenario: 0, step: 0 });
  expect([lettersOf(once.draft), once.draft.scenarios[0]?.perVu.map(({ name }) => name)]).toEqual(['b', ['a']]);
  expect(placeStep(once.draft, { scenario: 0, step: 0 }, { ...BEFORE, step: 0 }).draft).toBe(once.draft);
  const before = placeStep(once.draft, once.at, { ...BEFORE, step: 0 });
  expect([before.draft.scenarios[0]?.perVu, before.draft.before.map(({ name }) => name)]).toEqual([[], ['a']]);
});
