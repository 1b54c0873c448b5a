// Puts what was pressed into the plan: its draft gets the row, and the way back is one press. Knows no control.
import { checkName, type Check } from '../../../shared/plan/journey/check-schema.ts';
import type { Extract } from '../../../shared/plan/journey/extract-schema.ts';
import type { Plan, Step } from '../../../shared/plan/plan.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { goTo } from '../../route.ts';
import { showFailure, showUndo } from '../../ui/toasts.tsx';
import { draftOf, planInputOf, type Draft } from '../plan/draft/draft.ts';
import { drafts } from '../plan/draft/draft-store.ts';
import { isNewId } from '../plan/plan-entries.ts';

export interface StepPlace {
  readonly scenario: number;
  readonly step: number;
}

export type PlanRowAdded =
  | { readonly kind: 'extract'; readonly name: string; readonly extract: Extract }
  | { readonly kind: 'check'; readonly check: Check };

/** Goes to the plan. A URL that was tried from the start screen is in no list of plans yet: it becomes a draft. */
export function editTried(planId: string, plan: Plan): void {
  if (isNewId(planId) && !drafts.all().has(planId)) drafts.keep(planId, draftOf(plan));
  goTo({ screen: 'plans', planId });
}

/** As it would be tried and run now; null while something is wrong with it. */
export function planOfDraft(draft: Draft): Plan | null {
  const parsed = parsePlan(planInputOf(draft));
  return parsed.ok ? parsed.value : null;
}

/** `tried`: the step as it was tried; `number`: where it stands, from 1. */
export function putIntoPlan(planId: string, known: Plan, place: StepPlace, tried: Step, row: PlanRowAdded): boolean {
  const before = drafts.all().get(planId) ?? null;
  const draft = before ?? draftOf(known);
  const plan = planOfDraft(draft);
  const step = plan?.scenarios[place.scenario]?.steps[place.step];
  if (plan === null || step === undefined || step.name !== tried.name) {
    const message =
      plan === null
        ? 'The plan has a problem by now. Correct it under Edit, then try again.'
        : `The step “${tried.name}” is not at this place of the plan any more. Try again.`;
    showFailure({ code: 'plan_invalid', message });
    return false;
  }
  drafts.restore(planId, { ...draft, scenarios: draftOf(withRow(plan, place, row)).scenarios });
  const words = row.kind === 'extract' ? `“${row.name}” is taken in` : `“${checkName(row.check)}” is checked in`;
  showUndo(`${words} “${tried.name}”.`, () => drafts.restore(planId, before));
  return true;
}

export function withRow(plan: Plan, place: StepPlace, row: PlanRowAdded): Plan {
  return {
    ...plan,
    scenarios: plan.scenarios.map((scenario, at) =>
      at !== place.scenario
        ? scenario
        : { ...scenario, steps: scenario.steps.map((step, index) => (index === place.step ? stepWith(step, row) : step)) },
    ),
  };
}

function stepWith(step: Step, row: PlanRowAdded): Step {
  if (row.kind === 'extract') return { ...step, extract: { ...step.extract, [row.name]: row.extract } };
  return { ...step, checks: [...(step.checks ?? []), row.check] };
}

/** Every name that the plan gives to a value. */
export function namesOf({ scenarios, variables = {}, secrets = [] }: Plan): ReadonlySet<string> {
  const extracted = scenarios.flatMap(({ steps }) => steps.flatMap(({ extract = {} }) => Object.keys(extract)));
  return new Set([...extracted, ...Object.keys(variables), ...secrets]);
}
