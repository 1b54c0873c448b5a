// Faults of a scenario's authentication, which is judged in each step that uses it.
import type { JourneyScenario } from './journeys.ts';
import type { PlanFault } from './plan-fault.ts';

/** In a path such as scenarios[0].steps[1].auth.token. */
const STEP = 3;
const FIELD = 4;

/**
 * A field that is wrong in every step that uses the authentication of scenario `at` is said once, where it is written. The last
 * step knows the most names, so its sentence has the best hint.
 */
export function inheritedFaults(
  faults: readonly PlanFault[],
  { auth, steps }: JourneyScenario,
  at: number,
): readonly PlanFault[] {
  if (auth === undefined || faults.length === 0) return faults;
  const users = steps.filter((step) => step.auth === undefined).length;
  const fieldOf = ({ path }: PlanFault): string | null =>
    path[FIELD] === 'auth' && steps[Number(path[STEP])]?.auth === undefined ? JSON.stringify(path.slice(FIELD)) : null;
  const groups = Map.groupBy(faults, fieldOf);
  return faults.flatMap((fault) => {
    const field = fieldOf(fault);
    const group = groups.get(field) ?? [];
    if (field === null || group.length !== users) return [fault];
    return fault === group.at(-1) ? [{ message: fault.message, path: ['scenarios', at, ...fault.path.slice(FIELD)] }] : [];
  });
}
