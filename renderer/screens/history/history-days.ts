// Which runs of the history are shown, and under which day. Pure.
import type { RunRow } from '../../../shared/run.ts';
import { stepsOf } from '../../../shared/words.ts';
import { dayOf } from '../../ui/day.ts';

export interface HistoryDay {
  readonly day: string;
  readonly runs: readonly RunRow[];
}

/** Every word of the search stands in the name or in a URL of the run. */
export function matchingRuns(runs: readonly RunRow[], search: string): readonly RunRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return runs;
  return runs.filter((run) => {
    const text = [run.name, ...stepsOf(run.plan).map((step) => step.url)].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Runs come newest first, and so do the days. */
export function daysOf(runs: readonly RunRow[], now: number): readonly HistoryDay[] {
  return [...Map.groupBy(runs, (run) => dayOf(run.startedAt, now))].map(([day, dayRuns]) => ({ day, runs: dayRuns }));
}
