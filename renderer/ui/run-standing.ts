// How a run stands in one word and one kind of mark: its state, and its thresholds once it is over. Pure.
import { isOver, STATE_LABEL, type RunRow } from '../../shared/run.ts';

export type Standing = 'active' | 'passed' | 'broken' | 'completed' | 'stopped' | 'failed' | 'interrupted';

type Judged = Pick<RunRow, 'state' | 'verdicts'>;

/** A broken threshold counts however the run ended; a passed one only where it ended by itself. */
export function standingOf({ state, verdicts }: Judged): Standing {
  if (!isOver(state)) return 'active';
  if (state === 'failed') return 'failed';
  if (verdicts.some((verdict) => !verdict.passed)) return 'broken';
  if (state === 'completed') return verdicts.length > 0 ? 'passed' : 'completed';
  return state === 'stopped' ? 'stopped' : 'interrupted';
}

/** "Completed, thresholds passed", "Stopped, 1 of 2 thresholds failed". */
export function standingWords({ state, verdicts }: Judged): string {
  const label = STATE_LABEL[state];
  if (!isOver(state) || verdicts.length === 0) return label;
  const broken = verdicts.filter((verdict) => !verdict.passed).length;
  if (broken === 0) return `${label}, ${verdicts.length === 1 ? 'threshold' : 'thresholds'} passed`;
  return verdicts.length === 1 ? `${label}, threshold failed` : `${label}, ${broken} of ${verdicts.length} thresholds failed`;
}
