// Refuses names in double braces in a plan of version 1, which does not support names, because the server would receive the
// braces. In version 2 a backslash before two braces makes them literal. Pure.
import { authTextsOf } from './journey/step-texts.ts';
import { fail, type Problem, type Result } from '../errors.ts';
import type { Plan, RequestStep, Scenario } from './plan.ts';
import { headerPairs } from './plan-headers.ts';

const HOLE = /\\\{\{\s*\$?[A-Za-z_][\w.-]*(?:\[[^\]{}]*\])?\s*\}\}/;

/** `input` is what the plan was parsed from. */
export function refuseUnfilled(input: unknown, plan: Result<Plan>): Result<Plan> {
  if (!plan.ok || typeof input !== 'object' || input === null || !('version' in input) || input.version !== 1) return plan;
  const [first, ...more] = unfilledProblems(plan.value);
  return first === undefined ? plan : fail('plan_invalid', first.message, [first, ...more]);
}

/** One problem for each text with a name in braces. */
export function unfilledProblems({ before = [], scenarios }: Plan): Problem[] {
  const inSteps = (steps: readonly RequestStep[], path: string): Problem[] =>
    steps.flatMap((step, at) => inStep(step, `${path}[${at}]`));
  const ofScenarios = scenarios.flatMap(({ auth, perVu = [], steps }, at) => [
    ...inAuth(auth, `scenarios[${at}]`),
    ...inSteps(perVu, `scenarios[${at}].perVu`),
    ...inSteps(steps, `scenarios[${at}].steps`),
  ]);
  return [...inSteps(before, 'before'), ...ofScenarios];
}

function inStep({ url, headers, auth, body }: RequestStep, path: string): Problem[] {
  const pairs = headerPairs(headers).flatMap(([name, value], at) =>
    problemsOf(value, Array.isArray(headers) ? `${path}.headers[${at}]` : `${path}.headers.${name}`),
  );
  return [
    ...problemsOf(url, `${path}.url`),
    ...pairs,
    ...inAuth(auth, path),
    ...problemsOf(typeof body === 'string' ? body : '', `${path}.body`),
  ];
}

function inAuth(auth: Scenario['auth'], path: string): Problem[] {
  if (auth === undefined) return [];
  return authTextsOf(auth).flatMap(({ text, path: [, ...field] }) => problemsOf(text, `${path}.auth.${field.join('.')}`));
}

function problemsOf(text: string, path: string): Problem[] {
  const hole = HOLE.exec(text)?.[0].slice(1);
  return hole === undefined ? [] : [{ path, message: unfilledSentence(hole) }];
}

/** `hole` is the name with its braces, as it was written. */
export function unfilledSentence(hole: string): string {
  return `Nothing fills in ${hole}: it would be sent as it is. Write a value in its place.`;
}
