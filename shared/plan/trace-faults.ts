// What stands in the way of tracing: a step that writes the header itself.
import { TRACE_HEADER } from '../trace-id.ts';
import type { PlanFault } from './journey/plan-fault.ts';
import { headerPairs, type Headers } from './plan-headers.ts';

const MESSAGE = `With "trace" every request gets a ${TRACE_HEADER} of its own. Remove this header from the step, or leave "trace" out.`;

interface HeaderStep {
  readonly headers: Headers;
}

interface TracedPlan {
  readonly trace?: boolean | undefined;
  readonly before?: readonly HeaderStep[] | undefined;
  readonly scenarios: readonly { readonly perVu?: readonly HeaderStep[] | undefined; readonly steps: readonly HeaderStep[] }[];
}

export function traceFaults({ trace, before = [], scenarios }: TracedPlan): readonly PlanFault[] {
  if (trace !== true) return [];
  return [
    ...faultsIn(before, ['before']),
    ...scenarios.flatMap(({ perVu = [], steps }, at) => [
      ...faultsIn(perVu, ['scenarios', at, 'perVu']),
      ...faultsIn(steps, ['scenarios', at, 'steps']),
    ]),
  ];
}

function faultsIn(steps: readonly HeaderStep[], path: readonly (string | number)[]): PlanFault[] {
  return steps.flatMap(({ headers }, at) => {
    const hasOwn = headerPairs(headers).some(([name]) => name.toLowerCase() === TRACE_HEADER);
    return hasOwn ? [{ message: MESSAGE, path: [...path, at, 'headers'] }] : [];
  });
}
