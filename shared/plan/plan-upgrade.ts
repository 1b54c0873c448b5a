// Plans of version 1 keep their meaning: no cookies, no skipping, and literal braces.
import { escapeTemplate } from './journey/template.ts';

/** Anything except a plan of version 1 is returned unchanged. */
export function upgradedPlan(input: unknown): unknown {
  if (!isObject(input) || input['version'] !== 1) return input;
  const { scenarios } = input;
  return { ...input, version: 2, ...(Array.isArray(scenarios) ? { scenarios: scenarios.map(upgradedScenario) } : {}) };
}

function upgradedScenario(scenario: unknown): unknown {
  if (!isObject(scenario)) return scenario;
  const { steps, auth } = scenario;
  if (!Array.isArray(steps)) return scenario;
  const isJourney = steps.length > 1;
  return {
    ...scenario,
    ...(auth === undefined ? {} : { auth: escaped(auth) }),
    ...(isJourney ? { cookies: 'off' } : {}),
    steps: steps.map((step, at) => upgradedStep(step, isJourney && at < steps.length - 1)),
  };
}

function upgradedStep(step: unknown, goesOn: boolean): unknown {
  if (!isObject(step)) return step;
  const texts = ['url', 'headers', 'auth', 'body'].flatMap((name) =>
    Object.hasOwn(step, name) ? [[name, escaped(step[name])]] : [],
  );
  return { ...step, ...Object.fromEntries(texts), ...(goesOn ? { onFail: 'continue' } : {}) };
}

function escaped(value: unknown): unknown {
  if (typeof value === 'string') return escapeTemplate(value);
  if (Array.isArray(value)) return value.map(escaped);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, escaped(one)])) : value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
