// Which of a draft's steps is being edited. Pure.
import type { Draft } from './draft.ts';
import type { StepDraft } from './draft-scenario.ts';

export interface StepPlace {
  readonly scenario: number;
  readonly step: number;
  /** Counted from 1 through all scenarios. */
  readonly number: number;
  /** Form path of the step. */
  readonly path: string;
}

export interface PlacedStep {
  readonly place: StepPlace;
  readonly scenarioName: string;
  readonly draft: StepDraft;
}

/** Every step of every scenario, in order. */
export function placeSteps({ scenarios }: Draft): readonly PlacedStep[] {
  let number = 0;
  return scenarios.flatMap(({ name, steps }, scenario) =>
    steps.map((draft, step) => {
      number += 1;
      return { place: { scenario, step, number, path: `scenarios.${scenario}.steps.${step}` }, scenarioName: name, draft };
    }),
  );
}

/** null where nothing stands there. */
export function stepAtPlace(
  steps: readonly PlacedStep[],
  at: { readonly scenario: number; readonly step: number },
): PlacedStep | null {
  return steps.find(({ place }) => place.scenario === at.scenario && place.step === at.step) ?? null;
}
