// The plans in the list: saved ones and new ones that are only drafts, with the latest run of each. Pure.
import type { PlanRow, RunBrief } from '../../../shared/run.ts';
import { describeLoad } from '../../../shared/words.ts';
import { automaticName, type Draft } from './draft/draft.ts';
import { previewedPlan } from './load/previewed-plan.ts';

export interface PlanEntry {
  readonly id: string;
  readonly name: string;
  readonly words: string;
  readonly isUnsaved: boolean;
  readonly lastRun: RunBrief | null;
}

const NEW = 'new';

/** Saved plans have a random id; `new`, `new-2` and so on are drafts that were never saved. */
export function isNewId(planId: string): boolean {
  return /^new(-\d+)?$/.test(planId);
}

/** An unused id for another new plan. */
export function freeNewId(drafts: ReadonlyMap<string, Draft>): string {
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? NEW : `${NEW}-${number}`;
    if (!drafts.has(id)) return id;
  }
}

export function planEntries(
  plans: readonly PlanRow[],
  drafts: ReadonlyMap<string, Draft>,
  runs: readonly RunBrief[],
): readonly PlanEntry[] {
  const fresh = [...drafts].filter(([id]) => isNewId(id)).map(([id, draft]) => entryOf(id, draft, null));
  const saved = plans.map((row) => {
    const lastRun = runs.find((run) => run.planId === row.id) ?? null;
    const draft = drafts.get(row.id);
    if (draft !== undefined) return entryOf(row.id, draft, lastRun);
    return { id: row.id, name: row.plan.name, words: describeLoad(row.plan.load), isUnsaved: false, lastRun };
  });
  return [...fresh.toReversed(), ...saved];
}

/** Every word of the search must occur in the name or the load. */
export function matchEntries(entries: readonly PlanEntry[], search: string): readonly PlanEntry[] {
  const words = search.toLowerCase().split(/\s+/);
  return entries.filter((entry) => words.every((word) => `${entry.name} ${entry.words}`.toLowerCase().includes(word)));
}

function entryOf(id: string, draft: Draft, lastRun: RunBrief | null): PlanEntry {
  const plan = previewedPlan(draft);
  const name = draft.name.trim() === '' ? automaticName(draft) : draft.name.trim();
  return { id, name, words: plan === null ? 'The load model has a problem' : describeLoad(plan.load), isUnsaved: true, lastRun };
}
