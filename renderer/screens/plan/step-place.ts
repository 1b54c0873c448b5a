// Which of a draft's steps is being edited. Pure.
import type { Draft, StepDraft } from './draft.ts';

export interface StepPlace {
  readonly scenario: number;
  readonly step: number;
  /** Form path of the step. */
  readonly path: string;
  /** "Step 2 of 3, in “checkout”"; says something quieter where there is one step only. */
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
      const words = total === 1 ? 'One request an iteration.' : `Step ${number} of ${total}${where}. Choose another under Steps.`;
      return { place: { scenario, step, path: `scenarios.${scenario}.steps.${step}`, words }, scenarioName: name, draft };
    }),
  );
}

/** The index of the step a form path lies in, or null. */
export function stepOfPath(steps: readonly PlacedStep[], path: string): number | null {
  const index = steps.findIndex(({ place }) => path.startsWith(`${place.path}.`));
  return index === -1 ? null : index;
}
