// A plan refuses names in braces without a value: here each becomes a variable or a secret, and a sentence says so. Pure.
import type { PlanInput } from '../../plan.ts';
import type { Imported, StepInput } from './imported.ts';
import { headerPairs } from '../../plan-headers.ts';
import { holesIn } from './own-names.ts';

type ScenarioInput = PlanInput['scenarios'][number];

interface NamedPlan {
  readonly variables: Record<string, string>;
  readonly secrets: readonly string[];
  readonly scenarios: ScenarioInput[];
  readonly notes: readonly string[];
}

/** Replaces a server address that is missing: on this computer a load test does no harm. */
export const NOWHERE = 'http://127.0.0.1:8080';
const SECRET_HEADER = /authorization|api-?key|token|secret|password/i;
const SECRET_AUTH = /^(?:token|password|clientSecret)$/;
const LOOKS_SECRET = /passw|secret|token|api_?key|pwd/i;

export function openNames(
  scenarios: readonly ScenarioInput[],
  known: Pick<Imported, 'variables' | 'secrets' | 'data'>,
): NamedPlan {
  const made = new Set(scenarios.flatMap(({ steps }) => steps.flatMap(({ extract = {} }) => Object.keys(extract))));
  const variables = givenValues(known.variables, made);
  const { renamed, early } = earlyNames(scenarios, made, known.variables, variables);
  const isKnown = (name: string): boolean =>
    Object.hasOwn(variables, name) ||
    made.has(name) ||
    known.secrets.includes(name) ||
    known.data.some((set) => name.startsWith(`${set.name}.`));
  const missing = missingNames(renamed, variables, isKnown);
  const addresses = [...missing, ...Object.keys(variables).filter((name) => variables[name]?.trim() === '')].filter((name) =>
    startsUrl(renamed, name),
  );
  const guarded = new Set(renamed.flatMap(({ steps }) => steps.flatMap(namesOfCredentials)));
  const secrets = missing.filter((name) => !addresses.includes(name) && (LOOKS_SECRET.test(name) || guarded.has(name)));
  const empty = missing.filter((name) => !addresses.includes(name) && !secrets.includes(name));
  for (const name of addresses) variables[name] = placeholder(renamed, name);
  for (const name of empty) variables[name] = '';
  const notes = [
    ...sentences(
      addresses,
      'is the address of a server',
      'are addresses of servers',
      `that the file does not give: ${variables[addresses[0] ?? ''] ?? NOWHERE} is used until you write another.`,
    ),
    ...sentences(
      secrets,
      'looks secret and has',
      'look secret and have',
      'no value in the file: give it as an environment variable of this name.',
    ),
    ...sentences(
      empty,
      'has',
      'have',
      'no value in the file. Write one under the variables, or take one from the response of a step.',
    ),
    ...early.map(
      (name) =>
        `“${name}” is used before a step takes it from a response. Until then the variable “${before(name)}” is used in its place.`,
    ),
  ];
  return { variables, secrets: [...known.secrets, ...secrets], scenarios: renamed, notes };
}

/** Names that steps extract need no variable, and a value that only repeats its own name is useless. */
function givenValues(given: Readonly<Record<string, string>>, made: ReadonlySet<string>): Record<string, string> {
  const others = Object.entries(given).filter(([name]) => !made.has(name));
  return Object.fromEntries(others.map(([name, value]) => [name, holesIn(value).includes(name) ? '' : value]));
}

function sentences(names: readonly string[], one: string, many: string, rest: string): readonly string[] {
  if (names.length === 0) return [];
  return [`${names.map((name) => `“${name}”`).join(', ')} ${names.length === 1 ? one : many} ${rest}`];
}

function before(name: string): string {
  return `${name}_before`;
}

/** A name that is used before a step extracts it has, until then, the value from the file. Adds to `variables`. */
function earlyNames(
  scenarios: readonly ScenarioInput[],
  made: ReadonlySet<string>,
  given: Readonly<Record<string, string>>,
  variables: Record<string, string>,
): { readonly renamed: ScenarioInput[]; readonly early: readonly string[] } {
  const early = new Set<string>();
  const renamed = scenarios.map((scenario) => {
    const ready = new Set<string>();
    const steps = scenario.steps.map((step) => {
      const { extract = {}, checks = [], ...sent } = step;
      const isEarly = (name: string): boolean => made.has(name) && !ready.has(name);
      const replaced = (text: string, isOpen: (name: string) => boolean): string =>
        holesIn(text)
          .filter(isOpen)
          .reduce((whole, name) => {
            early.add(name);
            variables[before(name)] ??= given[name] ?? '';
            return whole.replaceAll(`{{${name}}}`, `{{${before(name)}}}`);
          }, text);
      const request = jsonTextsWith(sent, (text) => replaced(text, isEarly));
      // The checks of a step can use what the step extracts.
      const judged = jsonTextsWith({ extract, checks }, (text) =>
        replaced(text, (name) => isEarly(name) && !Object.hasOwn(extract, name)),
      );
      for (const name of Object.keys(step.extract ?? {})) ready.add(name);
      return {
        ...request,
        ...(step.extract === undefined ? {} : { extract: judged.extract }),
        ...(step.checks === undefined ? {} : { checks: judged.checks }),
      };
    });
    return { ...scenario, steps };
  });
  return { renamed, early: [...early] };
}

/** Whether the name is used as the beginning or the host of a URL. */
function startsUrl(scenarios: readonly ScenarioInput[], name: string): boolean {
  const start = new RegExp(String.raw`^\s*(?:[a-z]+://)?\{\{${name}\}\}`, 'i');
  return scenarios.some(({ steps }) => steps.some(({ url }) => start.test(url)));
}

function placeholder(scenarios: readonly ScenarioInput[], name: string): string {
  const urls = scenarios.flatMap(({ steps }) => steps.map(({ url }) => url));
  const host = urls.find((url) => new RegExp(String.raw`^\s*[a-z]+://\{\{${name}\}\}`, 'i').test(url));
  if (host === undefined) return NOWHERE;
  return host.includes(`{{${name}}}:`) ? '127.0.0.1' : '127.0.0.1:8080';
}

function missingNames(
  scenarios: readonly ScenarioInput[],
  variables: Readonly<Record<string, string>>,
  isKnown: (name: string) => boolean,
): readonly string[] {
  const used = [...scenarios.flatMap(({ steps }) => steps.flatMap(namesOf)), ...Object.values(variables).flatMap(holesIn)];
  return [...new Set(used.filter((name) => !isKnown(name)))];
}

function namesOf(step: StepInput): readonly string[] {
  const names: string[] = [];
  jsonTextsWith(step, (text) => {
    names.push(...holesIn(text));
    return text;
  });
  return names;
}

/** Names whose place shows that their values are secret, whatever they are called. */
function namesOfCredentials({ headers = {}, auth }: StepInput): readonly string[] {
  const inHeaders = headerPairs(headers).flatMap(([name, value]) => (SECRET_HEADER.test(name) ? holesIn(value) : []));
  return [
    ...inHeaders,
    ...Object.entries(auth ?? {}).flatMap(([name, text]) =>
      SECRET_AUTH.test(name) && typeof text === 'string' ? holesIn(text) : [],
    ),
  ];
}

/** Texts that are not templates. */
const KEPT: ReadonlySet<string> = new Set(['name', 'method', 'type', 'file']);

/** Changes every text in a step, or in a part of one, that may contain names in braces. */
function jsonTextsWith<T>(part: T, change: (text: string) => string): T {
  const changed: T = JSON.parse(JSON.stringify(part), (key, value: unknown) =>
    typeof value === 'string' && !KEPT.has(key) ? change(value) : value,
  );
  return changed;
}
