// Rules for the steps of a plan: what prevents tracing, and which steps may have a budget.
import { TRACE_HEADER } from '../trace-id.ts';
import type { PlanFault } from './journey/plan-fault.ts';
import { headerPairs, type Headers } from './plan-headers.ts';

const MESSAGE = `With "trace" every request gets its own ${TRACE_HEADER}. Remove this header from the step, or leave "trace" out.`;

const NOT_JUDGED = 'A step that prepares the run or its users is in no statistics, so it has no budget. Leave it out.';

interface RuledStep {
  readonly name: string;
  readonly headers: Headers;
  readonly budget?: number | undefined;
}

interface RuledPlan {
  readonly trace?: boolean | undefined;
  readonly before?: readonly RuledStep[] | undefined;
  readonly scenarios: readonly {
    readonly name: string;
    readonly perVu?: readonly RuledStep[] | undefined;
    readonly steps: readonly RuledStep[];
  }[];
}

/** Steps that prepare a run or its users are excluded from statistics, so a budget could not be checked. */
export function budgetFaults({ before = [], scenarios }: RuledPlan): readonly PlanFault[] {
  const faults = (steps: readonly RuledStep[], path: readonly (string | number)[]): PlanFault[] =>
    steps.flatMap(({ budget }, at) => (budget === undefined ? [] : [{ message: NOT_JUDGED, path: [...path, at, 'budget'] }]));
  return [...faults(before, ['before']), ...scenarios.flatMap(({ perVu = [] }, at) => faults(perVu, ['scenarios', at, 'perVu']))];
}

export function traceFaults({ trace, before = [], scenarios }: RuledPlan): readonly PlanFault[] {
  if (trace !== true) return [];
  return [
    ...faultsIn(before, ['before']),
    ...scenarios.flatMap(({ perVu = [], steps }, at) => [
      ...faultsIn(perVu, ['scenarios', at, 'perVu']),
      ...faultsIn(steps, ['scenarios', at, 'steps']),
    ]),
  ];
}

function faultsIn(steps: readonly RuledStep[], path: readonly (string | number)[]): PlanFault[] {
  return steps.flatMap(({ headers }, at) => {
    const hasOwn = headerPairs(headers).some(([name]) => name.toLowerCase() === TRACE_HEADER);
    return hasOwn ? [{ message: MESSAGE, path: [...path, at, 'headers'] }] : [];
  });
}
