// Proves values by two replays as one user: a value that differs between them is dynamic, one that is the same is fixed. Pure.
import type { TriedPlan } from '../../../try-once.ts';
import type { PlanInput } from '../../plan.ts';
import { jsonText } from '../../journey/value.ts';
import type { FoundValue, TakenValue } from './found-value.ts';

/** `dynamic`: it differs between the replays. `changed`: it is the same in both, but not as recorded. */
export type ValueVerdict = 'dynamic' | 'changed' | 'made' | 'fixed' | 'unresolved' | 'typed';

export interface ProvedValue {
  readonly found: FoundValue;
  /** The index of its scenario. */
  readonly scenario: number;
  readonly verdict: ValueVerdict;
  /** What each replay extracted; null if nothing was found. */
  readonly replays: readonly (string | null)[];
}

/**
 * The plan for a replay: without pauses, and continuing after a failed step, so that every value is looked for. Each replay needs
 * another `seed`, or a server would get the same request ids again.
 */
export function replayedPlan(plan: PlanInput, seed: number): PlanInput {
  return {
    ...plan,
    seed,
    scenarios: plan.scenarios.map((scenario) => ({
      ...scenario,
      steps: scenario.steps.map((step) => ({ ...step, think: '0s', onFail: 'continue' as const })),
    })),
  };
}

export function provedValues(values: readonly (readonly FoundValue[])[], replays: readonly TriedPlan[]): readonly ProvedValue[] {
  return values.flatMap((all, scenario) =>
    all.map((found): ProvedValue => {
      if (found.kind === 'made' || found.kind === 'typed') return { found, scenario, verdict: found.kind, replays: [] };
      if (found.kind === 'secret') return { found, scenario, verdict: 'fixed', replays: [] };
      if (found.kind === 'unknown') return { found, scenario, verdict: 'unresolved', replays: [] };
      const taken = replays.map((replay) => takenIn(replay, scenario, found));
      return { found, scenario, verdict: verdictOf(taken, found.value), replays: taken };
    }),
  );
}

/** Whether the plan extracts the value again, according to two replays. */
export function isProved({ verdict }: ProvedValue): boolean {
  return verdict === 'dynamic' || verdict === 'changed' || verdict === 'made';
}

function takenIn({ scenarios }: TriedPlan, scenario: number, { producer, name }: TakenValue): string | null {
  const value = scenarios[scenario]?.steps[producer]?.values.find((one) => one.name === name)?.value;
  return value === undefined ? null : jsonText(value);
}

function verdictOf(taken: readonly (string | null)[], recorded: string): ValueVerdict {
  if (taken.length < 2 || taken.includes(null)) return 'unresolved';
  if (new Set(taken).size > 1) return 'dynamic';
  return taken[0] === recorded ? 'fixed' : 'changed';
}
