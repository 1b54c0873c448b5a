// The trials of a search as table rows: the same on the screen, in a terminal, in Markdown and in a report. Pure.
import { formatCount, formatLimit, formatSpan, formatTime } from '../format.ts';
import { rateUnitOf, type CapacityRow } from './capacity-search.ts';
import { PURPOSE_WORDS, shareWords, verdictWords } from './capacity-words.ts';
import { rateWords } from './rate-words.ts';
import { objectivesOf } from './capacity-settings.ts';

export const TRIAL_HEADS = [
  'Trial',
  'Why',
  'Planned',
  'Completed',
  'p50',
  'p95',
  'p99',
  'Missed, with its 95 % interval',
  'Failed',
  'Requests',
  'Lasted',
  'Verdict',
] as const;

/** The head of the column of shares: "Over 50 ms". */
export function missedHead(row: Pick<CapacityRow, 'settings'>): string {
  const [first] = objectivesOf(row.settings);
  return first?.kind === 'time' ? `Over ${formatLimit(first.limitMs)}, with its 95 % interval` : TRIAL_HEADS[7];
}

export function trialCells(row: Pick<CapacityRow, 'plan' | 'settings' | 'trials'>): readonly (readonly string[])[] {
  const unit = rateUnitOf(row);
  return row.trials.map((trial) => {
    const { request, figures, seconds, leftOut = 0 } = trial;
    const hasTimes = figures.requests > 0;
    const time = (milliseconds: number): string => (hasTimes ? formatTime(milliseconds) : '–');
    return [
      String(request.number),
      PURPOSE_WORDS[request.purpose],
      rateWords(request.rate, unit),
      rateWords(figures.completed, unit),
      time(figures.p50),
      time(figures.p95),
      time(figures.p99),
      shareWords(trial),
      formatCount(figures.failed),
      formatCount(figures.requests),
      leftOut === 0 ? formatSpan(seconds * 1000) : `${formatSpan(seconds * 1000)}, ${formatCount(leftOut)} s of it left out`,
      verdictWords(trial),
    ];
  });
}
