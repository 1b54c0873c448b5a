// What is wrong with the names in OAuth 2 settings: a token is fetched once for all users, so only constants may be used.
import type { Journeys } from './journeys.ts';
import type { PlanFault } from './plan-fault.ts';
import { anyVariableNames } from './plan-variables.ts';
import { authTextsOf, type AuthTexts, type TextStep } from './step-texts.ts';
import { namesIn } from './template.ts';

export function tokenFaults(plan: Journeys): readonly PlanFault[] {
  const constants = [...anyVariableNames(plan), ...(plan.secrets ?? [])];
  const isConstant = (name: string): boolean => name.startsWith('$env.') || constants.includes(name);
  // A name that nothing makes is reported as such.
  const produced = new Set([
    ...(plan.data ?? []).map(({ name }) => name),
    ...[plan.before ?? [], ...plan.scenarios.flatMap(({ perVu = [], steps }) => [perVu, steps])]
      .flat()
      .flatMap(({ extract = {} }) => Object.keys(extract)),
  ]);
  const isProduced = (name: string): boolean => name.startsWith('$') || produced.has(name.split('.')[0] ?? '');
  const faultsOf = (auth: AuthTexts | undefined, path: PlanFault['path']): readonly PlanFault[] =>
    auth?.['type'] !== 'oauth2'
      ? []
      : authTextsOf(auth).flatMap(({ text, path: field }) => {
          const varying = namesIn(text).find((name) => !isConstant(name) && isProduced(name));
          if (varying === undefined) return [];
          const message = `One token is fetched for all users, so {{${varying}}} cannot be part of it. Use a variable, a secret or {{$env.NAME}}.`;
          return [{ message, path: [...path, ...field] }];
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
