// In place of the charts: why a run has nothing to draw, and the two ways on.
import { Button } from '@mantine/core';
import { isOver, type RunRow } from '../../../shared/run.ts';
import { goTo } from '../../route.ts';
import { drafts } from '../plan/draft-store.ts';
import { draftOf } from '../plan/draft.ts';
import { freeNewId } from '../plan/plan-entries.ts';
import type { RunActions } from './run-actions.ts';

/** A run that failed without one answer: its requests tell nothing but their cause. */
export function hasNothingToShow({ state, summary }: RunRow): boolean {
  if (!isOver(state)) return false;
  return (
    summary.requests.total === 0 || (state === 'failed' && summary.requests.succeeded === 0 && !hasStatus(summary.statusCodes))
  );
}

interface CauseOfFailureProps {
  readonly row: RunRow;
  readonly actions: RunActions;
}

export function CauseOfFailure({ row, actions }: CauseOfFailureProps) {
  const [failure] = row.summary.failures.toSorted((a, b) => b.count - a.count);
  const cause = row.reason ?? failure?.message ?? 'The run ended before a request was sent.';
  return (
    <div className="run-cause">
      <h2>{row.state === 'failed' ? 'No answer came' : 'Nothing was measured'}</h2>
      <p>{cause}</p>
      <div className="full-page-actions">
        <Button onClick={() => editPlan(row)}>Edit plan</Button>
        <Button variant="subtle" onClick={actions.runAgain} loading={actions.isStarting}>
          Run again
        </Button>
      </div>
    </div>
  );
}

/** The saved plan, or a new one that begins as this run's. */
function editPlan({ planId, plan }: RunRow): void {
  if (planId !== null) return goTo({ screen: 'plans', planId });
  const newId = freeNewId(drafts.all());
  drafts.keep(newId, draftOf(plan));
  goTo({ screen: 'plans', planId: newId });
}

function hasStatus(codes: RunRow['summary']['statusCodes']): boolean {
  return Object.values(codes).some((count) => count > 0);
}
