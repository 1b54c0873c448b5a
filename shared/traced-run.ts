// The trace of a stored request.
import { sentStepsOf, type PlannedSteps } from './plan/sent-steps.ts';
import { TraceIds } from './trace-id.ts';

export interface TracedRun {
  readonly id: string;
  readonly plan: PlannedSteps & { readonly trace?: boolean | undefined };
  readonly machine?: { readonly sentBy?: string } | null;
  readonly importedFrom?: string | null;
}

/** Returns the trace id of a stored request. */
export type TraceOf = (iteration: number, step: number) => string;

/** Returns null if the requests of a run carried no trace context: the plan does not ask for it, or another program sent them. */
export function tracesOf({ id, plan, machine, importedFrom }: TracedRun): TraceOf | null {
  const isOurs = machine?.sentBy === undefined && (importedFrom ?? null) === null;
  if (plan.trace !== true || !isOurs) return null;
  const ids = new TraceIds(id);
  const renewal = sentStepsOf(plan).findIndex(({ part }) => part === 'renewal');
  // A request that was sent again, because its user had to be prepared again, has the trace of its step.
  return (iteration, step) => ids.traceId(iteration, renewal !== -1 && step >= renewal ? step - renewal : step);
}
