// Adds, copies, moves and removes scenarios and their steps, and restores removed ones. Pure.
import type { Draft } from './draft.ts';
import { newScenario, newStep, type ScenarioDraft, type StepDraft } from './draft-scenario.ts';
import { stepsIn, stepAt, withSteps, type ListAt, type StepAt } from './step-list.ts';

/** The new step goes to the same server as the last one. */
export function addStep(draft: Draft, list: ListAt): Draft {
  const last = stepsIn(draft, list).at(-1) ?? draft.scenarios[Math.max(0, list.scenario)]?.steps.at(-1);
  const origin = /^(https?:\/\/[^/?#]+|\{\{[\w-]+\}\})/i.exec(last?.url.trim() ?? '')?.[0];
  const step = { ...newStep(), url: origin === undefined ? '' : `${origin}/` };
  return insertStep(draft, { ...list, step: Infinity }, step);
}

export function copyStep(draft: Draft, at: StepAt): Draft {
  const original = stepAt(draft, at);
  if (original === null) return draft;
  const name = original.name.trim() === '' ? '' : `${original.name.trim().slice(0, 195)} copy`;
  return insertStep(draft, { ...at, step: at.step + 1 }, { ...original, name });
}

export function insertStep(draft: Draft, { step, ...list }: StepAt, given: StepDraft): Draft {
  return withSteps(draft, list, (steps) => [...steps.slice(0, step), given, ...steps.slice(step)]);
}

export function changeStep(draft: Draft, { step, ...list }: StepAt, change: (step: StepDraft) => StepDraft): Draft {
  return withSteps(draft, list, (steps) => steps.map((one, at) => (at === step ? change(one) : one)));
}

/** A scenario keeps its last step. */
export function removeStep(draft: Draft, { step, ...list }: StepAt): Draft {
  return canRemove(draft, list) ? withSteps(draft, list, (steps) => steps.filter((_, at) => at !== step)) : draft;
}

/** Whether a step may be removed from the list. */
export function canRemove(draft: Draft, list: ListAt): boolean {
  return (list.list ?? 'steps') !== 'steps' || stepsIn(draft, list).length > 1;
}

export interface MovedStep {
  readonly draft: Draft;
  readonly at: StepAt;
}

/** Moves by one place; past the end of its scenario the step goes to the next one, unless that would leave its own empty. */
export function moveStep(draft: Draft, from: StepAt, by: 1 | -1): MovedStep {
  const steps = stepsIn(draft, from);
  const moved = steps[from.step];
  if (moved === undefined) return { draft, at: from };
  const within = from.step + by;
  if (within >= 0 && within < steps.length) {
    const at = { ...from, step: within };
    return { draft: insertStep(removeOne(draft, from), at, moved), at };
  }
  const neighbour = draft.scenarios[from.scenario + by];
  if (neighbour === undefined || steps.length === 1 || (from.list ?? 'steps') !== 'steps') return { draft, at: from };
  const at = { scenario: from.scenario + by, step: by === 1 ? 0 : neighbour.steps.length };
  return { draft: insertStep(removeStep(draft, from), at, moved), at };
}

/** Moves the step before the one at `to`, counted before the move. A scenario keeps its last step. */
export function placeStep(draft: Draft, from: StepAt, to: StepAt): MovedStep {
  const moved = stepAt(draft, from);
  const isSameList = from.scenario === to.scenario && (from.list ?? 'steps') === (to.list ?? 'steps');
  if (moved === null || (!isSameList && !canRemove(draft, from))) return { draft, at: from };
  const isBehind = isSameList && from.step < to.step;
  const at = isBehind ? { ...to, step: to.step - 1 } : to;
  return { draft: insertStep(removeOne(draft, from), at, moved), at };
}

export function addScenario(draft: Draft): Draft {
  const names = new Set(draft.scenarios.map(({ name }) => name.trim()));
  let number = draft.scenarios.length + 1;
  while (names.has(`scenario ${number}`)) number += 1;
  const added = newScenario(`scenario ${number}`);
  const url = draft.scenarios.at(-1)?.steps.at(-1)?.url ?? '';
  return insertScenario(draft, Infinity, { ...added, steps: added.steps.map((step) => ({ ...step, url })) });
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

/**
 * The scenario's share of the iterations of the plan's load, from 0 to 1; null while a weight is not a number, and for a scenario
 * with its own load.
 */
export function scenarioShare({ scenarios }: Draft, at: number): number | null {
  const sharing = scenarios.filter(({ ownLoad }) => ownLoad === null);
  const weights = sharing.map(({ weight }) => Number(weight));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const own = scenarios[at];
  const share = (own === undefined || own.ownLoad !== null ? Number.NaN : Number(own.weight)) / sum;
  return Number.isFinite(share) && weights.every((weight) => weight > 0) ? share : null;
}

/** Also removes the last step, because it is inserted again at once. */
function removeOne(draft: Draft, { step, ...list }: StepAt): Draft {
  return withSteps(draft, list, (steps) => steps.filter((_, at) => at !== step));
}
