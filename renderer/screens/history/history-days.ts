// The runs of the history grouped by day. Pure.
import type { RunBrief } from '../../../shared/run.ts';
import { dayOf } from '../../ui/day.ts';

export interface HistoryDay {
  readonly day: string;
  /** How many runs the day has, also those that are not shown yet. */
  readonly count: number;
  readonly runs: readonly RunBrief[];
}

/** Runs are sorted newest first, and so are the days. Only the first `most` runs are listed; their days count the others too. */
export function daysOf(runs: readonly RunBrief[], now: number, most: number): readonly HistoryDay[] {
  const days: { day: string; count: number; runs: RunBrief[] }[] = [];
  for (const [at, run] of runs.entries()) {
    const day = dayOf(run.startedAt, now);
    let last = days.at(-1);
    if (last?.day !== day) {
      if (at >= most) break;
      last = { day, count: 0, runs: [] };
      days.push(last);
    }
    last.count += 1;
    if (at < most) last.runs.push(run);
  }
  return days;
}
