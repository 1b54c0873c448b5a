// What of a plan is being edited: a step, a scenario, or where its values come from. Pure.
import type { Draft } from './draft.ts';
import type { StepAt } from './scenario-changes.ts';

export type EditorPlace =
  | ({ readonly kind: 'step' } & StepAt)
  | { readonly kind: 'scenario'; readonly scenario: number }
  | { readonly kind: 'sources' };

export const FIRST_PLACE: EditorPlace = { kind: 'step', scenario: 0, step: 0 };

/** The nearest place that there still is. */
export function soundPlace({ scenarios }: Draft, place: EditorPlace): EditorPlace {
  if (place.kind === 'sources') return place;
  const scenario = Math.min(place.scenario, scenarios.length - 1);
  if (place.kind === 'scenario') return { kind: 'scenario', scenario };
  const step = Math.min(place.step, (scenarios[scenario]?.steps.length ?? 1) - 1);
  return { kind: 'step', scenario, step };
}

/** Where a field of the form is edited; null for one of the whole plan. */
export function placeOfPath(path: string): EditorPlace | null {
  if (path.startsWith('sources.')) return { kind: 'sources' };
  const [, scenario, step] = /^scenarios\.(\d+)(?:\.steps\.(\d+))?(?:\.|$)/.exec(path) ?? [];
  if (scenario === undefined) return null;
  // How a scenario signs in is edited with each of its steps.
  if (step === undefined && path.includes('.auth')) return { kind: 'step', scenario: Number(scenario), step: 0 };
  return step === undefined
    ? { kind: 'scenario', scenario: Number(scenario) }
    : { kind: 'step', scenario: Number(scenario), step: Number(step) };
}

export function isSamePlace(a: EditorPlace, b: EditorPlace): boolean {
  if (a.kind === 'sources' || b.kind === 'sources') return a.kind === b.kind;
  if (a.scenario !== b.scenario || a.kind !== b.kind) return false;
  return a.kind === 'scenario' || b.kind === 'scenario' || a.step === b.step;
}
