// A run's status in one word and one kind of mark: its state, and its thresholds once it is over. Pure.
import { allFailedWords } from '../../shared/run-headline.ts';
import { isOver, STATE_LABEL, type RunBrief } from '../../shared/run.ts';

export type Status = 'active' | 'passed' | 'broken' | 'completed' | 'stopped' | 'failed' | 'interrupted';

type Judged = Pick<RunBrief, 'state' | 'verdicts' | 'summary'>;

/** A broken threshold counts however the run ended, as does a run of nothing but failures; a passed one only where it ended by itself. */
export function statusOf({ state, verdicts, summary }: Judged): Status {
  if (!isOver(state)) return 'active';
  if (state === 'failed') return 'failed';
  if (allFailedWords(summary) !== null || verdicts.some((verdict) => !verdict.passed)) return 'broken';
  if (state === 'completed') return verdicts.length > 0 ? 'passed' : 'completed';
  return state === 'stopped' ? 'stopped' : 'interrupted';
}

/** The state alone, for a chip beside the sentence that says more. What failed throughout is not called completed. */
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
