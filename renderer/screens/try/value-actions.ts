// The actions of a screen on a pressed value.
import type { Plan, Step } from '../../../shared/plan/plan.ts';
import { sentStepsOf } from '../../../shared/plan/sent-steps.ts';
import { rememberEditedStep, type PlanTry } from '../../host/plan-tries.ts';
import { editTried, namesOf, putIntoPlan, type PlanRowAdded } from './plan-rows.ts';

export interface ValueActions {
  /** Names that the plan already has. */
  readonly taken: ReadonlySet<string>;
  /** Returns whether the plan has got the row. */
  readonly put: (row: PlanRowAdded) => boolean;
  /** Goes to the plan. */
  readonly edit: () => void;
}

interface TriedPlace {
  readonly planId: string;
  /** The plan if there is no draft of it. */
  readonly known: Plan;
  /** The current plan; null while it has problems. */
  readonly now: Plan | null;
  readonly tried: PlanTry;
  /** Counted through all scenarios. */
  readonly at: number;
}

/** The actions that pressing a value of this step can have on the plan. */
export function actionsAt({ planId, known, now, tried, at }: TriedPlace): ValueActions {
  const entry = tried.steps[at];
  return {
    taken: namesOf(now ?? tried.plan),
    put: (row) => entry !== undefined && putIntoPlan(planId, known, entry, row),
    edit: () => {
      if (entry !== undefined) rememberEditedStep(planId, entry.path);
      editTried(planId, tried.plan);
    },
  };
}

/** The step at this position of the current plan. */
export function sourceAt(plan: Plan, { steps }: PlanTry, at: number): Step | null {
  const path = JSON.stringify(steps[at]?.path);
  return sentStepsOf(plan).find((one) => JSON.stringify(one.path) === path)?.step ?? null;
}
