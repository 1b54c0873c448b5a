// The arrival rate a plan asks for, as a line for the throughput chart; and the most virtual users it allows. Pure.
import type { LoadProfile } from '../../../shared/plan.ts';
import type { RunRow } from '../../../shared/run.ts';
import { scheduleOf } from '../../../shared/schedule.ts';
import type { TracePoint } from '../../charts/trace.ts';

/** null where the target's speed decides. */
export function plannedRate(load: LoadProfile): TracePoint[] | null {
  if (load.model !== 'open') return null;
  // A trace runs through the middle of its columns: two without width draw the ramp from end to end.
  return scheduleOf(load).ramps.flatMap(({ startAt, durationMs, from, to }) => [
    { from: startAt, to: startAt, value: from },
    { from: startAt + durationMs, to: startAt + durationMs, value: to },
  ]);
}

export function maxVusOf({ plan }: RunRow): number {
  return scheduleOf(plan.load).maxVus;
}
