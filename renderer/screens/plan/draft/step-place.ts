// Which of a draft's steps is being edited. Pure.
import type { Draft } from './draft.ts';
import { stepName, type StepDraft } from './draft-scenario.ts';

export interface StepPlace {
  readonly scenario: number;
  readonly step: number;
  /** Counted from 1 through all scenarios. */
  readonly number: number;
  /** Form path of the step. */
  readonly path: string;
  /** "Step 2 of 3, POST /cart, in “checkout”."; says something quieter where there is one step only. */
  readonly words: string;
}

export interface PlacedStep {
  readonly place: StepPlace;
  readonly scenarioName: string;
  readonly draft: StepDraft;
}

/** Every step of every scenario, in order. */
export function placeSteps({ scenarios }: Draft): readonly PlacedStep[] {
  const total = scenarios.reduce((sum, { steps }) => sum + steps.length, 0);
  let number = 0;
  return scenarios.flatMap(({ name, steps }, scenario) =>
    steps.map((draft, step) => {
      number += 1;
      const where = scenarios.length > 1 ? `, in “${name}”` : '';
      const words = total === 1 ? 'One request per iteration.' : `Step ${number} of ${total}, ${stepName(draft)}${where}.`;
      return { place: { scenario, step, number, path: `scenarios.${scenario}.steps.${step}`, words }, scenarioName: name, draft };
    }),
  );
}

/** The index of the step a form path lies in, the first one where it is its scenario's, or null. */
export function stepOfPath(steps: readonly PlacedStep[], path: string): number | null {
  const index = steps.findIndex(({ place }) => path.startsWith(`${place.path}.`));
  if (index !== -1) return index;
  const ofScenario = steps.findIndex(({ place }) => path.startsWith(`scenarios.${place.scenario}.`));
  return ofScenario === -1 ? null : ofScenario;
}
