// The part of a draft that decides what is sent, as a plan, even while other fields have problems. Pure.
import type { Plan } from '../../../../shared/plan/plan.ts';
import { newDraft, type Draft } from '../draft/draft.ts';
import { newScenario, newStep } from '../draft/draft-scenario.ts';
import { judgeDraft } from '../draft/draft-faults.ts';

/**
 * Checking hundreds of steps takes milliseconds, and the editor and the list of plans need the result at every keystroke, so this
 * many are cached.
 */
const KEPT_MOST = 100;
const kept = new Map<string, Plan | null>();

/** Null while the load model itself has problems. */
export function previewedPlan({ load, scenarios }: Draft): Plan | null {
  const key = JSON.stringify([load, scenarios.map(({ weight, steps, ownLoad }) => [weight, steps.length, ownLoad])]);
  const found = kept.get(key);
  if (found !== undefined) return found;
  const stand = { ...newStep(), url: 'http://127.0.0.1/' };
  const sound = scenarios.map(({ weight, steps, ownLoad }) => ({
    ...newScenario('any'),
    weight,
    steps: steps.map(() => stand),
    ownLoad,
  }));
  const { plan } = judgeDraft({ ...newDraft(), load, scenarios: sound });
  if (kept.size >= KEPT_MOST) kept.clear();
  kept.set(key, plan);
  return plan;
}
