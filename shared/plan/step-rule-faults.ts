// Rules for the steps of a plan: what prevents tracing, and which steps may have a budget.
import { TRACE_HEADER } from '../trace-id.ts';
import type { PlanFault } from './journey/plan-fault.ts';
import { headerPairs, type Headers } from './plan-headers.ts';

const MESSAGE = `With "trace" every request gets a ${TRACE_HEADER} of its own. Remove this header from the step, or leave "trace" out.`;

const NOT_JUDGED = 'A step that prepares the run or its users is in no statistics, so it has no budget. Leave it out.';

const BOTH_QUOTES =
  'A budget is a threshold that names its step, and this name holds both " and \', so nothing can be put around it. Leave one of the two out of the name.';

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

/**
 * Steps that prepare a run or its users are excluded from statistics, so a budget could not be checked; and a name that cannot be
 * quoted would leave a budget that is never judged.
 */
export function budgetFaults({ before = [], scenarios }: RuledPlan): readonly PlanFault[] {
  const faults = (steps: readonly RuledStep[], path: readonly (string | number)[]): PlanFault[] =>
    steps.flatMap(({ budget }, at) => (budget === undefined ? [] : [{ message: NOT_JUDGED, path: [...path, at, 'budget'] }]));
  return [
    ...faults(before, ['before']),
    ...scenarios.flatMap(({ perVu = [] }, at) => faults(perVu, ['scenarios', at, 'perVu'])),
    ...scenarios.flatMap((scenario, at) => nameFaults(scenario, at, scenarios.length > 1)),
  ];
}

/** The threshold also names the scenario if there are several. */
function nameFaults({ name, steps }: RuledPlan['scenarios'][number], at: number, isOneOfSeveral: boolean): PlanFault[] {
  const judged = steps.flatMap((step, index) => (step.budget === undefined ? [] : [{ step, index }]));
  const ofSteps = judged
    .filter(({ step }) => hasBothQuotes(step.name))
    .map(({ index }) => ({ message: BOTH_QUOTES, path: ['scenarios', at, 'steps', index, 'name'] }));
  const isOfScenario = isOneOfSeveral && judged.length > 0 && hasBothQuotes(name);
  return isOfScenario
    ? [{ message: BOTH_QUOTES.replace('its step', 'its scenario'), path: ['scenarios', at, 'name'] }, ...ofSteps]
    : ofSteps;
}

function hasBothQuotes(name: string): boolean {
  return name.includes('"') && name.includes("'");
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
