// The times a run is judged by, after its load model. Pure.
import type { RunBrief } from '../../shared/run.ts';
import { completedOf, headlineOf } from '../../shared/summary.ts';
import type { TimeStats } from '../../shared/time-stats.ts';

export function headlineTimes({ plan, summary }: RunBrief): TimeStats {
  return headlineOf(plan.load.model) === 'service_time' ? summary.serviceTime : summary.responseTime;
}

/** Requests whose times are in the percentiles. Where no response came at all they would be times of failed connections. */
export function timedRequests({ requests, statusCodes }: Pick<RunBrief['summary'], 'requests' | 'statusCodes'>): number {
  const hasResponse = requests.succeeded > 0 || Object.values(statusCodes).some((count) => count > 0);
  return hasResponse ? completedOf(requests) : 0;
}
