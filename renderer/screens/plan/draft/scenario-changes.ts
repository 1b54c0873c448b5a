// Adding, copying, moving and removing scenarios and their steps, and putting back what was removed. Pure.
import type { Draft } from './draft.ts';
import { newScenario, newStep, type ScenarioDraft, type StepDraft } from './draft-scenario.ts';

/** Where a step stands. */
export interface StepAt {
  readonly scenario: number;
  readonly step: number;
}

/** A step beside the last one goes to the same server. */
export function addStep(draft: Draft, scenario: number): Draft {
  const last = draft.scenarios[scenario]?.steps.at(-1);
  const origin = /^https?:\/\/[^/?#]+/i.exec(last?.url.trim() ?? '')?.[0];
  const step = { ...newStep(), url: origin === undefined ? '' : `${origin}/` };
  return insertStep(draft, { scenario, step: Infinity }, step);
}

export function copyStep(draft: Draft, { scenario, step }: StepAt): Draft {
  const original = draft.scenarios[scenario]?.steps[step];
  if (original === undefined) return draft;
  const name = original.name.trim() === '' ? '' : `${original.name.trim().slice(0, 195)} copy`;
  return insertStep(draft, { scenario, step: step + 1 }, { ...original, name });
}

export function insertStep(draft: Draft, { scenario, step }: StepAt, given: StepDraft): Draft {
  return withSteps(draft, scenario, (steps) => [...steps.slice(0, step), given, ...steps.slice(step)]);
}

export function changeStep(draft: Draft, { scenario, step }: StepAt, change: (step: StepDraft) => StepDraft): Draft {
  return withSteps(draft, scenario, (steps) => steps.map((one, at) => (at === step ? change(one) : one)));
}

/** A scenario keeps its last step. */
export function removeStep(draft: Draft, { scenario, step }: StepAt): Draft {
  return withSteps(draft, scenario, (steps) => (steps.length === 1 ? steps : steps.filter((_, at) => at !== step)));
}

/** By one place; past the end of its scenario it goes to the next one, if that leaves none empty. */
export function moveStep(draft: Draft, from: StepAt, by: 1 | -1): { readonly draft: Draft; readonly at: StepAt } {
  const steps = draft.scenarios[from.scenario]?.steps ?? [];
  const moved = steps[from.step];
  if (moved === undefined) return { draft, at: from };
  const within = from.step + by;
  if (within >= 0 && within < steps.length) {
    const at = { scenario: from.scenario, step: within };
    return { draft: insertStep(removeStep(draft, from), at, moved), at };
  }
  const neighbour = draft.scenarios[from.scenario + by];
  if (neighbour === undefined || steps.length === 1) return { draft, at: from };
  const at = { scenario: from.scenario + by, step: by === 1 ? 0 : neighbour.steps.length };
  return { draft: insertStep(removeStep(draft, from), at, moved), at };
}

/** To stand before the step at `to`, counted while it still stands at its old place. A scenario keeps its last step. */
export function placeStep(draft: Draft, from: StepAt, to: StepAt): { readonly draft: Draft; readonly at: StepAt } {
  const moved = draft.scenarios[from.scenario]?.steps[from.step];
  const leavesNone = from.scenario !== to.scenario && draft.scenarios[from.scenario]?.steps.length === 1;
  if (moved === undefined || leavesNone) return { draft, at: from };
  const isBehind = from.scenario === to.scenario && from.step < to.step;
  const at = { scenario: to.scenario, step: isBehind ? to.step - 1 : to.step };
  return { draft: insertStep(removeStep(draft, from), at, moved), at };
}

export function addScenario(draft: Draft): Draft {
  const names = new Set(draft.scenarios.map(({ name }) => name.trim()));
  let number = draft.scenarios.length + 1;
  while (names.has(`scenario ${number}`)) number += 1;
  const added = newScenario(`scenario ${number}`);
  const url = draft.scenarios.at(-1)?.steps.at(-1)?.url ?? '';
  return insertScenario(draft, Infinity, { ...added, steps: added.steps.map((step) => ({ ...step, url })) });
}

/** Whether a step has a place to go to by one: moving leaves no scenario empty. */
export function canMove({ scenarios }: Draft, { scenario, step }: StepAt, by: 1 | -1): boolean {
  const count = scenarios[scenario]?.steps.length ?? 0;
  const within = step + by;
  return (within >= 0 && within < count) || (count > 1 && scenarios[scenario + by] !== undefined);
}

export function insertScenario(draft: Draft, at: number, given: ScenarioDraft): Draft {
  const { scenarios } = draft;
  return { ...draft, scenarios: [...scenarios.slice(0, at), given, ...scenarios.slice(at)] };
}

/** A plan keeps its last scenario. */
export function removeScenario(draft: Draft, at: number): Draft {
  if (draft.scenarios.length === 1) return draft;
  return { ...draft, scenarios: draft.scenarios.filter((_, index) => index !== at) };
}

/** Of the iterations, 0..1; null while a weight is not a number. */
export function shareOf({ scenarios }: Draft, at: number): number | null {
  const weights = scenarios.map(({ weight }) => Number(weight));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const share = (weights[at] ?? Number.NaN) / sum;
  return Number.isFinite(share) && weights.every((weight) => weight > 0) ? share : null;
}

/** Counted through all scenarios. */
export function indexOfStep({ scenarios }: Draft, { scenario, step }: StepAt): number {
  return scenarios.slice(0, scenario).reduce((sum, { steps }) => sum + steps.length, 0) + step;
}

function withSteps(draft: Draft, scenario: number, change: (steps: StepDraft[]) => StepDraft[]): Draft {
  return {
    ...draft,
    scenarios: draft.scenarios.map((one, at) => (at === scenario ? { ...one, steps: change(one.steps) } : one)),
  };
}
