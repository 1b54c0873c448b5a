// How far the journeys of several runs came, and how long they took, in one table. Pure.
import { stepChange, type StepChange } from './compared-steps.ts';
import { hasEnough } from './enough-samples.ts';
import { formatCount, formatPercent, formatTime, NO_VALUE } from './format.ts';
import type { RunRow } from './run.ts';
import type { JourneysSummary } from './summary.ts';

export interface ComparedJourneys {
  readonly label: string;
  /** In the order of the runs; a dash if a run has no journeys, or too few. */
  readonly cells: readonly { readonly words: string; readonly change: StepChange | null }[];
}

/** Empty if no run has journeys. */
export function comparedJourneys(rows: readonly Pick<RunRow, 'summary'>[]): readonly ComparedJourneys[] {
  const runs = rows.map(({ summary }) => summary.journey?.journeys ?? null);
  if (runs.every((journeys) => journeys === null)) return [];
  const counted = (label: string, words: (journeys: JourneysSummary) => string): ComparedJourneys => ({
    label,
    cells: runs.map((journeys) => ({ words: journeys === null ? NO_VALUE : words(journeys), change: null })),
  });
  const timed = (percent: 50 | 95): ComparedJourneys => {
    const times = runs.map((journeys) => {
      const isEnough = journeys !== null && hasEnough(percent, journeys.completed);
      return isEnough ? journeys.time[`p${percent}`] : null;
    });
    const cells = times.map((time, at) => ({
      words: time === null ? NO_VALUE : formatTime(time),
      change: stepChange(times, at),
    }));
    return { label: `A journey, p${percent}`, cells };
  };
  const share = (count: number, { started }: JourneysSummary): string =>
    `${formatCount(count)}${started === 0 ? '' : ` (${formatPercent(count / started)})`}`;
  return [
    counted('Started', ({ started }) => formatCount(started)),
    counted('Completed', (journeys) => share(journeys.completed, journeys)),
    counted('Stopped early', (journeys) => share(journeys.skipped, journeys)),
    counted('Cut off by the end of the run', ({ cut }) => formatCount(cut)),
    {
      label: 'Requests not sent',
      cells: rows.map(({ summary }) => ({ words: formatCount(summary.journey?.skippedRequests ?? 0), change: null })),
    },
    timed(50),
    timed(95),
  ];
}
