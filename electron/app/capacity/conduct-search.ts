// Conducts a search: asks for the next trial, runs it, keeps what it says, until the search ends or is stopped.
import { objectivesOf } from '../../../shared/capacity/capacity-settings.ts';
import type { CapacityRow, TrialNow } from '../../../shared/capacity/capacity-search.ts';
import { nextStep } from '../../../shared/capacity/search.ts';
import { runTrial, type StartRun } from './run-trial.ts';
import { trialPlan } from './trial-plan.ts';

/** Between two trials: connections close, and the target comes to rest. */
const REST_MS = 500;
/** After a backlog the target may still work on it; and what made this computer busy may be over. */
const LONG_REST_MS = 5000;

export interface Conducting {
  readonly start: StartRun;
  /** Each time something of it is new. */
  readonly handleRow: (row: CapacityRow) => void;
  readonly handleNow: (now: TrialNow | null) => void;
  readonly signal: AbortSignal;
  /** Epoch ms. */
  readonly now: () => number;
  readonly rest: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** From its row before the first trial to that of its end. */
export async function conductSearch(
  first: CapacityRow,
  { start, handleRow, handleNow, signal, now, rest }: Conducting,
): Promise<CapacityRow> {
  const objectives = objectivesOf(first.settings);
  let row = first;
  const enter = (part: Partial<CapacityRow>): void => {
    row = { ...row, ...part };
    handleRow(row);
  };
  for (;;) {
    if (signal.aborted) return { ...row, state: 'stopped', end: 'stopped', endedAt: now() };
    const step = nextStep(row.settings, row.trials, { maxRate: row.maxRate, elapsedMs: now() - row.startedAt });
    if (step.kind === 'end') return { ...row, state: 'completed', end: step.end, endedAt: now() };
    const { request } = step;
    const plan = trialPlan(row.plan, request, row.settings);
    const { trial, reason } = await runTrial({ plan, request, objectives, start, handleNow, signal });
    enter({ trials: [...row.trials, trial] });
    handleNow(null);
    if (reason !== null) return { ...row, state: 'failed', end: 'failed', reason, endedAt: now() };
    if (!signal.aborted)
      await rest(trial.backlogGrowth === null && trial.verdict !== 'untrusted' ? REST_MS : LONG_REST_MS, signal);
  }
}
