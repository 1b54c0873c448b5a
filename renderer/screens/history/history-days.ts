// The runs of the history under their days. Pure.
import type { RunBrief } from '../../../shared/run.ts';
import { dayOf } from '../../ui/day.ts';

export interface HistoryDay {
  readonly day: string;
  readonly runs: readonly RunBrief[];
}

/** Runs come newest first, and so do the days. */
export function daysOf(runs: readonly RunBrief[], now: number): readonly HistoryDay[] {
  return [...Map.groupBy(runs, (run) => dayOf(run.startedAt, now))].map(([day, dayRuns]) => ({ day, runs: dayRuns }));
}
