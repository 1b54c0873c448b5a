import { expect, test } from 'vitest';
import { newScenario } from './draft-scenario.ts';
import { newDraft, type Draft } from './draft.ts';
import { placeSteps, stepAtPlace } from './step-place.ts';

test('steps are counted through all scenarios', () => {
  expect(placeSteps(twoScenarios()).map(({ place }) => [place.path, place.number])).toEqual([
    ['scenarios.0.steps.0', 1],
    ['scenarios.1.steps.0', 2],
    ['scenarios.1.steps.1', 3],
  ]);
});

test('a step is found by its place', () => {
  const steps = placeSteps(twoScenarios());
  expect(stepAtPlace(steps, { scenario: 1, step: 1 })?.place.path).toBe('scenarios.1.steps.1');
  expect(stepAtPlace(steps, { scenario: 2, step: 0 })).toBeNull();
});

function twoScenarios(): Draft {
  const draft = newDraft();
  const steps = draft.scenarios[0]?.steps ?? [];
  draft.scenarios = [
    { ...newScenario('browse'), steps },
    { ...newScenario('buy'), steps: [...steps, ...steps] },
  ];
  return draft;
}
