// The part of a plan that is being edited: a step, a scenario, or the sources of its values. Pure.
import type { Draft } from './draft.ts';
import { isSameStep, stepsIn, stepAt, stepOfPath, type StepAt } from './step-list.ts';

export type EditorPlace =
  | ({ readonly kind: 'step' } & StepAt)
  | { readonly kind: 'scenario'; readonly scenario: number }
  | { readonly kind: 'sources' };

export const FIRST_PLACE: EditorPlace = { kind: 'step', scenario: 0, step: 0 };

/** The nearest place that still exists. */
export function soundPlace(draft: Draft, place: EditorPlace): EditorPlace {
  if (place.kind === 'sources') return place;
  if (place.kind === 'step' && stepAt(draft, place) !== null) return place;
  const scenario = Math.min(place.scenario, draft.scenarios.length - 1);
  if (place.kind === 'scenario') return { kind: 'scenario', scenario };
  const at = { ...place, scenario };
  const count = stepsIn(draft, at).length;
  if (count === 0) return { kind: 'step', scenario: Math.max(0, scenario), step: 0 };
  return { ...at, step: Math.min(place.step, count - 1) };
}

/** Where a field of the form is edited; null for a field of the whole plan. */
export function placeOfPath(path: string): EditorPlace | null {
  if (path.startsWith('sources.') || path === 'seed') return { kind: 'sources' };
  const step = stepOfPath(path);
  if (step !== null) return { kind: 'step', ...step };
  const scenario = /^scenarios\.(\d+)(?:\.|$)/.exec(path)?.[1];
  if (scenario === undefined) return null;
  // The authentication of a scenario is edited together with its steps.
  return path.includes('.auth')
    ? { kind: 'step', scenario: Number(scenario), step: 0 }
    : { kind: 'scenario', scenario: Number(scenario) };
}

export function isSamePlace(a: EditorPlace, b: EditorPlace): boolean {
  if (a.kind === 'step' && b.kind === 'step') return isSameStep(a, b);
  if (a.kind === 'scenario' && b.kind === 'scenario') return a.scenario === b.scenario;
  return a.kind === 'sources' && b.kind === 'sources';
}
