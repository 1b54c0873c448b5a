// What the last try of the plan shows about its steps: which checks passed, and the extracted values.
import { createContext, useContext, useMemo } from 'react';
import { HIDDEN, isSecretField } from '../../../../shared/plan/secret.ts';
import type { TriedStep } from '../../../../shared/try-once.ts';
import { usePlanTry, type PlanTry } from '../../../host/plan-tries.ts';
import { stepPath, type StepAt } from '../draft/step-list.ts';

interface LastTry {
  /** Null for a step that was not tried, or that has become another one. */
  readonly stepAt: (at: StepAt, name: string) => TriedStep | null;
  /** By name. */
  readonly values: ReadonlyMap<string, string>;
}

const NO_TRY: LastTry = { stepAt: () => null, values: new Map() };

export const LastTryContext = createContext<LastTry>(NO_TRY);

export function useTried(): LastTry {
  return useContext(LastTryContext);
}

export function useLastTry(planId: string): LastTry {
  const tried = usePlanTry(planId);
  return useMemo(() => (tried === null ? NO_TRY : lastTryOf(tried)), [tried]);
}

/** What is kept of a try, without the values of data columns whose names show that they are secret. */
export function lastTryOf({ steps, data }: PlanTry): LastTry {
  const taken = steps.flatMap(({ tried }) => tried?.values ?? []);
  const given = data.flat().map(({ name, value }) => ({ name, value: isSecretField(name) ? HIDDEN : value }));
  const values = [...given, ...taken].map(({ name, value }): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return {
    values: new Map(values),
    stepAt(at, name) {
      const found = steps.find(({ path, step }) => path.join('.') === stepPath(at) && step.name === name)?.tried ?? null;
      return found?.state === 'skipped' ? null : found;
    },
  };
}
