// The planned rate of requests including pauses and changes, as a line for the throughput chart; and the most virtual users that
// it allows. Pure.
import type { Annotation, Pause } from '../../../../shared/annotation.ts';
import { plannedRequests, scheduleOfPlan } from '../../../../shared/plan/streams.ts';
import type { Plan } from '../../../../shared/plan/plan.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { TracePoint } from '../../../charts/trace.ts';

/** Requests per second: all steps of the iterations that are due. Null if the target's speed decides. */
export function plannedRate(
  plan: Pick<Plan, 'load' | 'scenarios'>,
  annotations: readonly Annotation[] = [],
  pauses: readonly Pause[] = [],
): TracePoint[] | null {
  if (plan.load.model !== 'open') return null;
  // A trace runs through the middle of its columns, so two columns without width draw a ramp from end to end.
  const ramps = plannedRequests(plan, annotations).flatMap(({ startAt, durationMs, from, to }) => [
    { at: startAt, value: from },
    { at: startAt + durationMs, value: to },
  ]);
  return pauses.reduce(pausedRate, ramps).map(({ at, value }) => ({ from: at, to: at, value }));
}

interface RatePoint {
  readonly at: number;
  readonly value: number;
}

/** Nothing is due during the pause, and everything after it is due later. */
function pausedRate(points: readonly RatePoint[], { from, to }: Pause): RatePoint[] {
  const before = points.filter(({ at }) => at <= from);
  const after = points.filter(({ at }) => at > from);
  const last = before.at(-1);
  const next = after[0];
  if (last === undefined || next === undefined) return [...points];
  const value = last.value + ((next.value - last.value) * (from - last.at)) / (next.at - last.at);
  const pause = [
    { at: from, value },
    { at: from, value: 0 },
    { at: to, value: 0 },
    { at: to, value },
  ];
  return [...before, ...pause, ...after.map((point) => ({ ...point, at: point.at + to - from }))];
}

export function maxVusOf({ plan, annotations }: RunRow): number {
  return scheduleOfPlan(plan, annotations).maxVus;
}
