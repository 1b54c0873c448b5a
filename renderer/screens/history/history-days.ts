// The runs of the history grouped by day. Pure.
import type { RunBrief } from '../../../shared/run.ts';
import { dayOf } from '../../ui/day.ts';

export interface HistoryDay {
  readonly day: string;
  readonly runs: readonly RunBrief[];
}

/** Runs are sorted newest first, and so are the days. */
export function daysOf(runs: readonly RunBrief[], now: number): readonly HistoryDay[] {
  return [...Map.groupBy(runs, (run) => dayOf(run.startedAt, now))].map(([day, dayRuns]) => ({ day, runs: dayRuns }));
}
