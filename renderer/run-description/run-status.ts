// The status of a run in one word with one kind of mark: its state, and the results of its thresholds once it is over. Pure.
import { allFailedWords } from '../../shared/run-headline.ts';
import { isOver, STATE_LABEL, type RunBrief } from '../../shared/run.ts';

export type Status = 'active' | 'passed' | 'broken' | 'completed' | 'stopped' | 'failed' | 'interrupted';

type Judged = Pick<RunBrief, 'state' | 'verdicts' | 'summary'>;

/**
 * A failed threshold counts however the run ended, and so does a run in which everything failed; a passed one only counts if the
 * run ended by itself.
 */
export function statusOf({ state, verdicts, summary }: Judged): Status {
  if (!isOver(state)) return 'active';
  if (state === 'failed') return 'failed';
  if (allFailedWords(summary) !== null || verdicts.some((verdict) => !verdict.passed)) return 'broken';
  if (state === 'completed') return verdicts.length > 0 ? 'passed' : 'completed';
  return state === 'stopped' ? 'stopped' : 'interrupted';
}

/** Only the state, for a chip beside a sentence that says more. A run in which everything failed is not called completed. */
export function stateWords({ state, summary }: Pick<Judged, 'state' | 'summary'>): string {
  const isNothingBut = isOver(state) && state !== 'failed' && allFailedWords(summary) !== null;
  return isNothingBut ? 'All failed' : STATE_LABEL[state];
}

/** "Completed, thresholds passed", "Stopped, 1 of 2 thresholds failed", "Every request failed: 404". */
export function statusWords({ state, verdicts, summary }: Judged): string {
  const label = (isOver(state) ? allFailedWords(summary) : null) ?? STATE_LABEL[state];
  if (!isOver(state) || verdicts.length === 0) return label;
  const broken = verdicts.filter((verdict) => !verdict.passed).length;
  if (broken === 0) return `${label}, ${verdicts.length === 1 ? 'threshold' : 'thresholds'} passed`;
  return verdicts.length === 1 ? `${label}, threshold failed` : `${label}, ${broken} of ${verdicts.length} thresholds failed`;
}
