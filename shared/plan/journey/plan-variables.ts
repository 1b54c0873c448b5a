// The variables of a plan, with the values of the chosen environment.
import type { Problem } from '../../errors.ts';
import { nearestName } from './nearest-name.ts';

export type Constants = Readonly<Record<string, string | number | boolean>>;

export interface WithEnvironments {
  readonly variables?: Constants | undefined;
  readonly environments?: Readonly<Record<string, Constants>> | undefined;
  readonly environment?: string | undefined;
}

export function variablesOf({ variables = {}, environments = {}, environment }: WithEnvironments): Constants {
  const own = environment !== undefined && Object.hasOwn(environments, environment) ? environments[environment] : undefined;
  return own === undefined ? variables : { ...variables, ...own };
}

/** Every name that has a value in at least one environment. */
export function anyVariableNames({ variables = {}, environments = {} }: WithEnvironments): readonly string[] {
  return [...new Set([variables, ...Object.values(environments)].flatMap((one) => Object.keys(one)))];
}

/** What is wrong with the choice of an environment, or null. */
export function environmentFault({ environments = {}, environment }: WithEnvironments): string | null {
  if (environment === undefined || Object.hasOwn(environments, environment)) return null;
  const known = Object.keys(environments);
  if (known.length === 0) return `This plan has no environments, so there is none called “${environment}”.`;
  const near = nearestName(environment, known);
  const hint = near === null ? `There are ${known.map((name) => `“${name}”`).join(', ')}.` : `Did you mean “${near}”?`;
  return `No environment is called “${environment}”. ${hint}`;
}

/** Names that a plan uses but that only have a value in other environments. */
export function unsetProblems(plan: WithEnvironments, used: Iterable<string>): Problem[] {
  const here = variablesOf(plan);
  const { environments = {}, environment } = plan;
  return [...used].flatMap((name) => {
    if (Object.hasOwn(here, name)) return [];
    const [other] = Object.entries(environments).find(([, values]) => Object.hasOwn(values, name)) ?? [];
    if (other === undefined) return [];
    const message =
      environment === undefined
        ? `“${name}” has a value only in the environment “${other}”, and none is chosen. Choose one, or add “${name}” to the variables.`
        : `“${name}” has no value in the environment “${environment}”, only in “${other}”. Add it there, or to the variables.`;
    const path = environment === undefined ? 'environment' : `environments.${environment}`;
    return [{ path, message }];
  });
}
