// What is wrong with the names in OAuth 2 settings: a token is fetched once for all users, so only constants may be used.
import type { Journeys } from './journeys.ts';
import type { PlanFault } from './plan-fault.ts';
import { anyVariableNames } from './plan-variables.ts';
import type { AuthTexts, TextStep } from './step-texts.ts';
import { namesIn } from './template.ts';

export function tokenFaults(plan: Journeys): readonly PlanFault[] {
  const constants = [...anyVariableNames(plan), ...(plan.secrets ?? [])];
  const isConstant = (name: string): boolean => name.startsWith('$env.') || constants.includes(name);
  const faultsOf = (auth: AuthTexts | undefined, path: PlanFault['path']): readonly PlanFault[] =>
    auth?.['type'] !== 'oauth2'
      ? []
      : Object.entries(auth).flatMap(([field, text = '']) => {
          const varying = namesIn(text).find((name) => !isConstant(name));
          if (varying === undefined) return [];
          const message = `One token is fetched for all users, so {{${varying}}} cannot be part of it. Use a variable, a secret or {{$env.NAME}}.`;
          return [{ message, path: [...path, 'auth', field] }];
        });
  const ofSteps = (steps: readonly TextStep[] = [], path: PlanFault['path']): readonly PlanFault[] =>
    steps.flatMap(({ auth }, at) => faultsOf(auth, [...path, at]));
  return [
    ...ofSteps(plan.before, ['before']),
    ...plan.scenarios.flatMap(({ auth, perVu, steps }, at) => [
      ...faultsOf(auth, ['scenarios', at]),
      ...ofSteps(perVu, ['scenarios', at, 'perVu']),
      ...ofSteps(steps, ['scenarios', at, 'steps']),
    ]),
  ];
}
