// Faults of a scenario's authentication, which is judged in each step that uses it.
import type { JourneyScenario } from './journeys.ts';
import type { PlanFault } from './plan-fault.ts';

/** In a path such as scenarios[0].steps[1].auth.token. */
const STEP = 3;
const FIELD = 4;

/**
 * A field that is wrong in steps that use the authentication of scenario `at` is said once, where it is written. If it is wrong in
 * all of them, the last one knows the most names, so its sentence has the best hint; otherwise the first step is named.
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
    if (field === null) return [fault];
    const isOfAll = group.length === users;
    if (fault !== (isOfAll ? group.at(-1) : group[0])) return [];
    const step = Number(fault.path[STEP]);
    const user = isOfAll ? '' : `Step ${step + 1} “${steps[step]?.name ?? ''}” uses this authentication: `;
    return [{ message: `${user}${fault.message}`, path: ['scenarios', at, ...fault.path.slice(FIELD)] }];
  });
}
