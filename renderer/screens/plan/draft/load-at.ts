// The load of the plan or of one of its scenarios, by its form path: "load", "scenarios.1.ownLoad". Pure.
import { withValueAt } from './changed-value.ts';
import type { Draft } from './draft.ts';
import { newLoad, type LoadDraft } from './draft-load.ts';

export type StagedModel = Exclude<LoadDraft['model'], 'iterations'>;
export type StageDraft = LoadDraft['closed']['stages'][number];

/** Includes the model of the plan, which every scenario shares. */
export function loadAt(draft: Draft, path: string): LoadDraft {
  const scenario = /^scenarios\.(\d+)\.ownLoad$/.exec(path)?.[1];
  if (scenario === undefined) return draft.load;
  return { ...(draft.scenarios[Number(scenario)]?.ownLoad ?? newLoad()), model: draft.load.model };
}

export function withStages(
  draft: Draft,
  path: string,
  model: StagedModel,
  change: (stages: readonly StageDraft[]) => readonly StageDraft[],
): Draft {
  return withValueAt(draft, `${path}.${model}.stages`, change(loadAt(draft, path)[model].stages));
}

/** Moves the stage to `to`. */
export function moveStage(stages: readonly StageDraft[], from: number, to: number): readonly StageDraft[] {
  const moved = stages[from];
  return moved === undefined ? stages : stages.toSpliced(from, 1).toSpliced(to, 0, moved);
}
