// The times by which a run is judged, according to its load model. Pure.
import type { RunBrief } from '../../shared/run.ts';
import { headlineOf } from '../../shared/summary.ts';
import type { TimeStats } from '../../shared/time-stats.ts';

export function headlineTimes({ plan, summary }: RunBrief): TimeStats {
  return headlineOf(plan.load.model) === 'service_time' ? summary.serviceTime : summary.responseTime;
}
