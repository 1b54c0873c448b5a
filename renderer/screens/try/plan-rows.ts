// Puts what was pressed into the plan: its draft gets a row, which can be undone. It does not know controls.
import { checkName } from '../../../shared/plan/journey/check-name.ts';
import type { Check } from '../../../shared/plan/journey/check-schema.ts';
import type { Extract } from '../../../shared/plan/journey/extract-schema.ts';
import type { Plan, Step } from '../../../shared/plan/plan.ts';
import { variablesOf } from '../../../shared/plan/journey/plan-variables.ts';
import { sentStepsOf, type SentStep } from '../../../shared/plan/sent-steps.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { goTo } from '../../route.ts';
import { showFailure, showUndo } from '../../ui/toasts.tsx';
import { draftOf, planInputOf, type Draft } from '../plan/draft/draft.ts';
import { drafts } from '../plan/draft/draft-store.ts';
import { isNewId } from '../plan/plan-entries.ts';

export type PlanRowAdded =
  | { readonly kind: 'extract'; readonly name: string; readonly extract: Extract }
  | { readonly kind: 'check'; readonly check: Check }
  /** Replaces a check that the step has. */
  | { readonly kind: 'check-instead'; readonly before: Check; readonly check: Check }
  /** If the value is not found, it is an empty text. */
  | { readonly kind: 'default'; readonly name: string };

/** Goes to the plan. A URL that was tried from the start screen is not in the list of plans yet, so it becomes a draft. */
export function editTried(planId: string, plan: Plan): void {
  if (isNewId(planId) && !drafts.all().has(planId)) drafts.keep(planId, draftOf(plan));
  goTo({ screen: 'plans', planId });
}

/** The plan as it would be tried and run now; null while it has problems. */
export function planOfDraft(draft: Draft): Plan | null {
  const parsed = parsePlan(planInputOf(draft));
  return parsed.ok ? parsed.value : null;
}

/** `known` is the plan if there is no draft of it. Returns whether the plan has got the row. */
export function putIntoPlan(planId: string, known: Plan, { path, step: tried }: SentStep, row: PlanRowAdded): boolean {
  const before = drafts.all().get(planId) ?? null;
  const draft = before ?? draftOf(known);
  const plan = planOfDraft(draft);
  const step = plan === null ? undefined : sentStepsOf(plan).find((one) => isSamePlace(one.path, path))?.step;
  if (plan === null || step?.name !== tried.name) {
    const message =
      plan === null
        ? 'The plan has a problem by now. Correct it under Edit, then try again.'
        : `The step “${tried.name}” is not at this place of the plan any more. Try again.`;
    showFailure({ code: 'plan_invalid', message });
    return false;
  }
  drafts.restore(planId, { ...draftOf(withRow(plan, path, row)), load: draft.load });
  showUndo(`${rowWords(row)} “${tried.name}”.`, () => drafts.restore(planId, before));
  return true;
}

function rowWords(row: PlanRowAdded): string {
  switch (row.kind) {
    case 'extract':
      return `“${row.name}” is taken in`;
    case 'check':
    case 'check-instead':
      return `“${checkName(row.check)}” is checked in`;
    case 'default':
      return `“${row.name}” has a default in`;
  }
}

function withRow(plan: Plan, path: SentStep['path'], row: PlanRowAdded): Plan {
  const change = (at: SentStep['path'], step: Step): Step => (isSamePlace(at, path) ? stepWith(step, row) : step);
  return {
    ...plan,
    ...(plan.before === undefined ? {} : { before: plan.before.map((step, at) => change(['before', at], step)) }),
    scenarios: plan.scenarios.map((scenario, at) => ({
      ...scenario,
      ...(scenario.perVu === undefined
        ? {}
        : { perVu: scenario.perVu.map((step, place) => change(['scenarios', at, 'perVu', place], step)) }),
      steps: scenario.steps.map((step, place) => change(['scenarios', at, 'steps', place], step)),
    })),
  };
}

function stepWith(step: Step, row: PlanRowAdded): Step {
  const { checks = [], extract = {} } = step;
  switch (row.kind) {
    case 'extract':
      return { ...step, extract: { ...extract, [row.name]: row.extract } };
    case 'check':
      return { ...step, checks: [...checks, row.check] };
    case 'check-instead': {
      const replaced = checkName(row.before);
      return { ...step, checks: checks.map((check) => (checkName(check) === replaced ? row.check : check)) };
    }
    case 'default': {
      const one = extract[row.name];
      return one === undefined ? step : { ...step, extract: { ...extract, [row.name]: { ...one, default: '' } } };
    }
  }
}

function isSamePlace(a: SentStep['path'], b: SentStep['path']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Every name to which the plan gives a value. */
export function namesOf(plan: Plan): ReadonlySet<string> {
  const extracted = sentStepsOf(plan).flatMap(({ step: { extract = {} } }) => Object.keys(extract));
  return new Set([...extracted, ...Object.keys(variablesOf(plan)), ...(plan.secrets ?? [])]);
}
