// The actions on a whole plan: save, run, copy, delete, restore. It communicates with the host and does not know controls.
import { succeed, type Failure, type Result } from '../../../shared/errors.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { PlanRow } from '../../../shared/run.ts';
import { call } from '../../host/client.ts';
import { readPlans } from '../../host/host-state.ts';
import { goTo, replaceRoute } from '../../route.ts';
import { startRunOrNotify } from '../../host/start-run.ts';
import { showFailure, showUndo } from '../../ui/toasts.tsx';
import type { Draft } from './draft/draft.ts';
import { drafts } from './draft/draft-store.ts';
import { freeNewId, isNewId } from './plan-entries.ts';

export async function savePlan(planId: string, plan: Plan): Promise<void> {
  const saved = await storePlan(planId, plan);
  if (!saved.ok) return showFailure(saved.failure);
  if (isNewId(planId)) replaceRoute({ screen: 'plans', planId: saved.value.id });
}

/**
 * A new plan is saved first, so that the history can link the run to it. Running a changed plan never overwrites the saved one.
 */
export async function runPlan(planId: string, plan: Plan): Promise<Failure | null> {
  const isNew = isNewId(planId);
  const saved = isNew ? await storePlan(planId, plan) : succeed({ id: planId });
  if (!saved.ok) {
    showFailure(saved.failure);
    return saved.failure;
  }
  const { id } = saved.value;
  // Going back from the run must lead to the saved plan, not to an empty new one.
  if (isNew) replaceRoute({ screen: 'plans', planId: id });
  return await startRunOrNotify(plan, id);
}

/** A draft with problems is copied as a draft. */
export async function copyPlan(name: string, plan: Plan | null, draft: Draft): Promise<void> {
  if (plan === null) {
    const planId = freeNewId(drafts.all());
    drafts.keep(planId, { ...draft, name: copyName(name) });
    return goTo({ screen: 'plans', planId });
  }
  await duplicatePlan({ ...plan, name });
}

/** Saves the plan again under another name, and opens it. */
export async function duplicatePlan(plan: Plan): Promise<void> {
  const saved = await call('plans.save', { id: null, plan: { ...plan, name: copyName(plan.name) } });
  if (!saved.ok) return showFailure(saved.failure);
  await readPlans();
  goTo({ screen: 'plans', planId: saved.value.id });
}

function copyName(name: string): string {
  return `${name.slice(0, 195)} copy`;
}

export async function deletePlan(planId: string, name: string, draft: Draft): Promise<void> {
  const isChanged = drafts.all().has(planId);
  if (!isNewId(planId)) {
    const deleted = await call('plans.delete', { id: planId });
    if (!deleted.ok) return showFailure(deleted.failure);
  }
  drafts.keep(planId, null);
  goTo({ screen: 'plans', planId: null });
  await readPlans();
  showUndo(`Deleted “${name}”.`, () => void restorePlan(planId, isChanged ? draft : null));
}

async function restorePlan(planId: string, draft: Draft | null): Promise<void> {
  if (!isNewId(planId)) {
    const restored = await call('plans.restore', { id: planId });
    if (!restored.ok) return showFailure(restored.failure);
  }
  drafts.restore(planId, draft);
  await readPlans();
  goTo({ screen: 'plans', planId });
}

async function storePlan(planId: string, plan: Plan): Promise<Result<PlanRow>> {
  const saved = await call('plans.save', { id: isNewId(planId) ? null : planId, plan });
  if (saved.ok) await readPlans();
  if (saved.ok && isNewId(planId)) drafts.keep(planId, null);
  return saved;
}
