// Leads from a run back to its plan, to change it and run it again.
import type { RunRow } from '../../../../shared/run.ts';
import { currentHost } from '../../../host/host-state.ts';
import { goTo } from '../../../route.ts';
import { drafts } from '../../plan/draft/draft-store.ts';
import { draftOf } from '../../plan/draft/draft.ts';
import { freeNewId } from '../../plan/plan-entries.ts';

/** The saved plan if it is still the one that ran; otherwise a new draft of what ran, so that neither is lost. */
export function editPlan({ planId, plan }: Pick<RunRow, 'planId' | 'plan'>): void {
  const saved = currentHost().plans?.find(({ id }) => id === planId);
  if (saved !== undefined && JSON.stringify(saved.plan) === JSON.stringify(plan))
    return goTo({ screen: 'plans', planId: saved.id });
  const newId = freeNewId(drafts.all());
  drafts.keep(newId, draftOf(plan));
  goTo({ screen: 'plans', planId: newId });
}
