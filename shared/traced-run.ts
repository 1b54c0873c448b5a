// The trace of a stored request.
import { sentStepsOf, type PlannedSteps } from './plan/sent-steps.ts';
import { TraceIds } from './trace-id.ts';

/** The run that really sent the requests of a load generator of a merged run. */
export interface TracedPart {
  readonly runId: string;
  /** Its iteration 0 has this number in the merged run. */
  readonly firstIteration: number;
}

export interface TracedRun {
  readonly id: string;
  readonly plan: PlannedSteps & { readonly trace?: boolean | undefined };
  readonly machine?: { readonly sentBy?: string } | null;
  readonly importedFrom?: string | null;
  readonly summary?: { readonly traced?: readonly (TracedPart | null)[] } | undefined;
}

/**
 * Returns the trace id of a stored request. `sender` is the index of its load generator in a merged run. Null if the request carried
 * none that is known.
 */
export type TraceOf = (iteration: number, step: number, sender: number) => string | null;

/** Returns null if the requests of a run carried no trace context: the plan does not ask for it, or another program sent them. */
export function tracesOf({ id, plan, machine, importedFrom, summary }: TracedRun): TraceOf | null {
  const { traced } = summary ?? {};
  const isOurs = machine?.sentBy === undefined && ((importedFrom ?? null) === null || traced !== undefined);
  if (plan.trace !== true || !isOurs) return null;
  const parts = (traced ?? [{ runId: id, firstIteration: 0 }]).map(
    (part) => part && { ids: new TraceIds(part.runId), first: part.firstIteration },
  );
  const renewal = sentStepsOf(plan).findIndex(({ part }) => part === 'renewal');
  return (iteration, step, sender) => {
    const part = parts[traced === undefined ? 0 : sender] ?? null;
    // A request that was sent again, because its user had to be prepared again, has the trace of its step.
    const planned = renewal !== -1 && step >= renewal ? step - renewal : step;
    return part === null ? null : part.ids.traceId(iteration - part.first, planned);
  };
}
