// The checks of a plan in one list, in the order in which their results are stored.
import type { Body } from './body-schema.ts';
import { checkName } from './check-name.ts';
import type { Check } from './check-schema.ts';
import { GRAPHQL_CHECK } from './failed-check.ts';

interface CheckedStep {
  readonly name: string;
  readonly checks?: readonly Check[] | undefined;
  readonly body?: Body | undefined;
}

export interface NamedCheck {
  readonly name: string;
  readonly scenario: string;
  readonly step: string;
}

interface Scenarios {
  readonly scenarios: readonly { readonly name: string; readonly steps: readonly CheckedStep[] }[];
}

export function checksOf({ scenarios }: Scenarios): readonly NamedCheck[] {
  return scenarios.flatMap(({ name: scenario, steps }) =>
    steps.flatMap((step) => checkNames(step).map((name) => ({ name, scenario, step: step.name }))),
  );
}

export function checkNames({ checks = [], body }: Omit<CheckedStep, 'name'>): readonly string[] {
  const isGraphql = typeof body === 'object' && 'graphql' in body && body.allowErrors !== true;
  return [...checks.map(checkName), ...(isGraphql ? [GRAPHQL_CHECK] : [])];
}
