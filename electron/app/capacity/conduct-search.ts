// Conducts a search: determines the next trial, runs it and keeps its result, until the search ends or is stopped.
import { objectivesOf } from '../../../shared/capacity/capacity-settings.ts';
import { searchedMs, type CapacityRow, type TrialNow } from '../../../shared/capacity/capacity-search.ts';
import { nextStep } from '../../../shared/capacity/search.ts';
import { pauseAfterUntrusted, untrustedAtEnd } from '../../../shared/capacity/untrusted-trials.ts';
import { runTrial, type StartRun } from './run-trial.ts';
import { trialPlan } from './trial-plan.ts';

/** The pause between two trials, in ms, in which connections close and the target becomes idle. */
const REST_MS = 500;
/** The pause in ms after a backlog, on which the target may still be working. */
const LONG_REST_MS = 5000;

export interface Conducting {
  readonly start: StartRun;
  /** Called whenever the row changes. */
  readonly handleRow: (row: CapacityRow) => void;
  readonly handleNow: (now: TrialNow | null) => void;
  readonly signal: AbortSignal;
  /** Epoch ms. */
  readonly now: () => number;
  readonly rest: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Returns the row at the end; it was first reported before the first trial. */
export async function conductSearch(
  first: CapacityRow,
  { start, handleRow, handleNow, signal, now, rest }: Conducting,
): Promise<CapacityRow> {
  const objectives = objectivesOf(first.settings);
  const since = first.resumed?.trials ?? 0;
  let row = first;
  const enter = (part: Partial<CapacityRow>): void => {
    row = { ...row, ...part };
    handleRow(row);
  };
  for (;;) {
    if (signal.aborted) return { ...row, state: 'stopped', end: 'stopped', endedAt: now() };
    const elapsedMs = searchedMs(row, now());
    const step = nextStep(row.settings, row.trials, { maxRate: row.maxRate, elapsedMs, since });
    if (step.kind === 'end') return { ...row, state: 'completed', end: step.end, endedAt: now() };
    const { request } = step;
    const plan = trialPlan(row.plan, request, row.settings);
    const { trial, reason } = await runTrial({ plan, request, objectives, start, handleNow, signal });
    enter({ trials: [...row.trials, trial] });
    handleNow(null);
    if (reason !== null) return { ...row, state: 'failed', end: 'failed', reason, endedAt: now() };
    const untrusted = untrustedAtEnd(row.trials.slice(since));
    const restMs = Math.max(trial.backlogGrowth === null ? REST_MS : LONG_REST_MS, pauseAfterUntrusted(untrusted));
    if (!signal.aborted) await rest(restMs, signal);
  }
}
