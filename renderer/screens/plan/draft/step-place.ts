// All steps of a draft in the order in which they are sent, each with its position. Pure.
import type { Draft } from './draft.ts';
import type { StepDraft } from './draft-scenario.ts';
import { BEFORE, isSameStep, stepPath, type StepAt, type StepList } from './step-list.ts';

export interface DraftPlace extends StepAt {
  readonly list: StepList;
  /** Counted from 1 through the whole plan. */
  readonly number: number;
  /** Form path of the step. */
  readonly path: string;
}

export interface PlacedStep {
  readonly place: DraftPlace;
  /** Empty before the run. */
  readonly scenarioName: string;
  readonly draft: StepDraft;
}

/** A draft is a new object after every change, and much code needs its steps at each keystroke. */
const known = new WeakMap<Draft, readonly PlacedStep[]>();

export function placeSteps(draft: Draft): readonly PlacedStep[] {
  const found = known.get(draft);
  if (found !== undefined) return found;
  const placed = newlyPlaced(draft);
  known.set(draft, placed);
  return placed;
}

function newlyPlaced({ before, scenarios }: Draft): readonly PlacedStep[] {
  const all = [
    ...before.map((draft, step) => ({ at: { ...BEFORE, list: 'before' as const, step }, scenarioName: '', draft })),
    ...scenarios.flatMap((scenario, index) =>
      (['perVu', 'steps'] as const).flatMap((list) =>
        scenario[list].map((draft, step) => ({ at: { list, scenario: index, step }, scenarioName: scenario.name, draft })),
      ),
    ),
  ];
  return all.map(({ at, scenarioName, draft }, index) => ({
    place: { ...at, number: index + 1, path: stepPath(at) },
    scenarioName,
    draft,
  }));
}

/** Null if there is no such step. */
export function stepAtPlace(steps: readonly PlacedStep[], at: StepAt): PlacedStep | null {
  return steps.find(({ place }) => isSameStep(place, at)) ?? null;
}
