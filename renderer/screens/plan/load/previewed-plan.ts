// The part of a draft that decides what is sent, as a plan, even while other fields are faulty. Pure.
import type { Plan } from '../../../../shared/plan/plan.ts';
import { newAuth } from '../draft/draft-auth.ts';
import { newDraft, type Draft } from '../draft/draft.ts';
import { newStep } from '../draft/draft-scenario.ts';
import { judgeDraft } from '../draft/draft-faults.ts';

/** Null while the load model itself is faulty. */
export function previewedPlan({ load, scenarios }: Draft): Plan | null {
  const stand = { ...newStep(), url: 'http://127.0.0.1/' };
  const sound = scenarios.map((scenario) => ({
    ...scenario,
    name: 'any',
    auth: newAuth(),
    steps: scenario.steps.map(() => stand),
  }));
  return judgeDraft({ ...newDraft(), load, scenarios: sound }).plan;
}
