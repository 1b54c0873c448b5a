// The times a run is judged by, after its load model. Pure.
import type { RunRow } from '../../shared/run.ts';
import { completedOf, headlineOf, type RunSummary } from '../../shared/summary.ts';
import type { TimeStats } from '../../shared/time-stats.ts';

export function headlineTimes({ plan, summary }: RunRow): TimeStats {
  return headlineOf(plan.load.model) === 'service_time' ? summary.serviceTime : summary.responseTime;
}

/** Requests whose times are in the percentiles. */
export function timedRequests({ requests }: RunSummary): number {
  return completedOf(requests);
}
