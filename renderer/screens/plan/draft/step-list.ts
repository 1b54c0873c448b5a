// The position of a step in one of the lists of a plan. Pure.
import type { Draft } from './draft.ts';
import type { StepDraft } from './draft-scenario.ts';

/** Sent once before the run, once by each user, or in each journey. */
export type StepList = 'before' | 'perVu' | 'steps';

export interface ListAt {
  /** By default the steps of each journey. */
  readonly list?: StepList;
  /** -1 for steps before the run. */
  readonly scenario: number;
}

export interface StepAt extends ListAt {
  readonly step: number;
}

export const BEFORE: ListAt = { list: 'before', scenario: -1 };

export function stepsIn(draft: Draft, { list = 'steps', scenario }: ListAt): readonly StepDraft[] {
  return (list === 'before' ? draft.before : draft.scenarios[scenario]?.[list]) ?? [];
}

export function stepAt(draft: Draft, at: StepAt): StepDraft | null {
  return stepsIn(draft, at)[at.step] ?? null;
}

/** The form path. */
export function stepPath({ list = 'steps', scenario, step }: StepAt): string {
  return list === 'before' ? `before.${step}` : `scenarios.${scenario}.${list}.${step}`;
}

/** The step that a field belongs to; null for a field of something else. */
export function stepOfPath(path: string): StepAt | null {
  const before = /^before\.(\d+)(?:\.|$)/.exec(path)?.[1];
  if (before !== undefined) return { ...BEFORE, step: Number(before) };
  const [, scenario, list, step] = /^scenarios\.(\d+)\.(steps|perVu)\.(\d+)(?:\.|$)/.exec(path) ?? [];
  if (scenario === undefined) return null;
  return { list: list === 'perVu' ? 'perVu' : 'steps', scenario: Number(scenario), step: Number(step) };
}

export function isSameStep(a: StepAt, b: StepAt): boolean {
  return stepPath(a) === stepPath(b);
}

export function withSteps(
  draft: Draft,
  { list = 'steps', scenario }: ListAt,
  change: (steps: StepDraft[]) => StepDraft[],
): Draft {
  if (list === 'before') return { ...draft, before: change(draft.before) };
  return {
    ...draft,
    scenarios: draft.scenarios.map((one, at) => (at === scenario ? { ...one, [list]: change(one[list]) } : one)),
  };
}
