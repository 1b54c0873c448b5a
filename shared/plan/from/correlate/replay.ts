// Proof by two replays as one user: a value that differs between them is dynamic, one that is the same is fixed. Pure.
import type { TriedPlan } from '../../../try-once.ts';
import type { PlanInput } from '../../plan.ts';
import { jsonText } from '../../journey/value.ts';
import type { FoundValue, TakenValue } from './found-value.ts';

/** `dynamic`: it differs between the replays. `changed`: it is the same in both, and another one than was recorded. */
export type ValueVerdict = 'dynamic' | 'changed' | 'made' | 'fixed' | 'unresolved' | 'typed';

export interface ProvedValue {
  readonly found: FoundValue;
  /** The place of its scenario. */
  readonly scenario: number;
  readonly verdict: ValueVerdict;
  /** What each replay took; null where nothing was found. */
  readonly replays: readonly (string | null)[];
}

/**
 * The plan as it is replayed: without pauses, and going on where a step fails, so that every value is looked for.
 * `seed`: another one for each replay, or a server would get the same ids of requests again.
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

/** Whether the plan takes the value again, for all that two replays say. */
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
