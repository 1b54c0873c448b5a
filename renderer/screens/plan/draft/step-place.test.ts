import { expect, test } from 'vitest';
import { newAuth } from './draft-auth.ts';
import { newDraft, type Draft } from './draft.ts';
import { placeSteps, stepOfPath } from './step-place.ts';

test('one step needs no telling which', () => {
  expect(placeSteps(newDraft()).map(({ place }) => place.words)).toEqual(['One request per iteration.']);
});

test('steps are counted through all scenarios', () => {
  expect(placeSteps(twoScenarios()).map(({ place }) => [place.path, place.words])).toEqual([
    ['scenarios.0.steps.0', expect.stringMatching(/^Step 1 of 3, .+, in “browse”\.$/)],
    ['scenarios.1.steps.0', expect.stringMatching(/^Step 2 of 3, .+, in “buy”\.$/)],
    ['scenarios.1.steps.1', expect.stringMatching(/^Step 3 of 3, .+, in “buy”\.$/)],
  ]);
});

test.each([
  ['scenarios.1.steps.1.url', 2],
  ['scenarios.0.steps.0.headers.3.name', 0],
  ['scenarios.1.auth.user', 1],
  ['load.open.maxVus', null],
])('the field %s belongs to step %s', (path, index) => {
  expect(stepOfPath(placeSteps(twoScenarios()), path)).toBe(index);
});

function twoScenarios(): Draft {
  const draft = newDraft();
  const steps = draft.scenarios[0]?.steps ?? [];
  const auth = newAuth();
  draft.scenarios = [
    { name: 'browse', weight: '1', auth, cookies: '', steps, journey: {} },
    { name: 'buy', weight: '1', auth, cookies: '', steps: [...steps, ...steps], journey: {} },
  ];
  return draft;
}
