// What is wrong with the names of a plan: nobody makes them, they are used too early, they go round in a circle. Nothing is sent
// with a hole in it.
import { parseBuiltIn } from './built-in.ts';
import type { DataSet } from './journey-schema.ts';
import { nearestName } from './nearest-name.ts';
import { staticUrl } from './static-text.ts';
import { textsOf, type PlacedText, type TextStep } from './step-texts.ts';
import { namesIn, parseTemplate } from './template.ts';
import { urlFault } from '../url-fault.ts';

export interface PlanFault {
  readonly message: string;
  readonly path: (string | number)[];
}

type Constants = Readonly<Record<string, string | number | boolean>>;

interface Journeys {
  readonly variables?: Constants | undefined;
  readonly secrets?: readonly string[] | undefined;
  readonly data?: readonly DataSet[] | undefined;
  readonly scenarios: readonly {
    readonly name: string;
    readonly auth?: Readonly<Record<string, string>> | undefined;
    readonly steps: readonly TextStep[];
  }[];
}

export function journeyFaults(plan: Journeys): readonly PlanFault[] {
  return [...variableFaults(plan), ...doubleFaults(plan), ...plan.scenarios.flatMap((_, at) => scenarioFaults(plan, at))];
}

/** Names that stand for the same in every request of a run. */
function constantNames({ variables = {}, secrets = [] }: Journeys): string[] {
  return [...Object.keys(variables), ...secrets];
}

function variableFaults(plan: Journeys): readonly PlanFault[] {
  const known = constantNames(plan);
  const variables = plan.variables ?? {};
  return Object.entries(variables).flatMap(([name, value]): PlanFault[] => {
    const path = ['variables', name];
    const circle = circleFrom(name, variables);
    if (circle !== null) return [{ message: `“${name}” stands for itself: ${circle.join(' → ')}.`, path }];
    const fault = textFault(String(value), (used) => (known.includes(used) ? null : unknownName(used, known)));
    return fault === null ? [] : [{ message: fault, path }];
  });
}

/** The names on the way from `name` back to it; null where there is no such way. */
function circleFrom(name: string, table: Constants, way: readonly string[] = [name]): readonly string[] | null {
  const value = table[way.at(-1) ?? name];
  for (const used of value === undefined ? [] : namesIn(String(value))) {
    if (used === name) return [...way, used];
    const found = way.includes(used) ? null : circleFrom(name, table, [...way, used]);
    if (found !== null) return found;
  }
  return null;
}

/** Two things of one name: nobody could tell which is meant. */
function doubleFaults({ variables = {}, secrets = [], data = [], scenarios }: Journeys): readonly PlanFault[] {
  const kinds = new Map<string, string>(Object.keys(variables).map((name) => [name, 'variable']));
  const faults: PlanFault[] = [];
  const claim = (name: string, kind: string, path: (string | number)[]): void => {
    const other = kinds.get(name);
    if (other === undefined) kinds.set(name, kind);
    else faults.push({ message: `The name “${name}” is taken already by a ${other}. Choose another.`, path });
  };
  secrets.forEach((name, at) => claim(name, 'secret', ['secrets', at]));
  data.forEach(({ name }, at) => claim(name, 'data file', ['data', at, 'name']));
  scenarios.forEach(({ steps }, s) =>
    steps.forEach(({ extract = {} }, t) =>
      Object.keys(extract).forEach((name) => {
        const other = kinds.get(name);
        if (other === undefined) return;
        faults.push({
          message: `The name “${name}” is taken already by a ${other}. Choose another.`,
          path: ['scenarios', s, 'steps', t, 'extract', name],
        });
      }),
    ),
  );
  return faults;
}

function scenarioFaults(plan: Journeys, at: number): readonly PlanFault[] {
  const scenario = plan.scenarios[at];
  if (scenario === undefined) return [];
  const made = new Set<string>();
  return scenario.steps.flatMap((step, t) => {
    const base = ['scenarios', at, 'steps', t];
    const texts = textsOf({ auth: scenario.auth, ...step });
    const own = new Set([...made, ...Object.keys(step.extract ?? {})]);
    const faults = texts.flatMap((placed) => placedFault(plan, at, t, placed, placed.isAfter ? own : made, base));
    for (const name of Object.keys(step.extract ?? {})) made.add(name);
    return [...faults, ...urlFaults(step.url, plan, base)];
  });
}

function placedFault(
  plan: Journeys,
  scenario: number,
  step: number,
  { text, path }: PlacedText,
  made: ReadonlySet<string>,
  base: readonly (string | number)[],
): readonly PlanFault[] {
  const constants = constantNames(plan);
  const sets = (plan.data ?? []).map(({ name }) => name);
  const message = textFault(text, (name) => {
    if (constants.includes(name) || made.has(name)) return null;
    const dot = name.indexOf('.');
    if (dot > 0 && sets.includes(name.slice(0, dot))) return null;
    if (sets.includes(name)) return `“${name}” is a data file; write a column of it, such as {{${name}.id}}.`;
    return laterFault(plan, scenario, step, name) ?? unknownName(name, [...constants, ...made, ...sets.map((one) => `${one}.`)]);
  });
  return message === null ? [] : [{ message, path: [...base, ...path] }];
}

function laterFault(plan: Journeys, scenario: number, step: number, name: string): string | null {
  const steps = plan.scenarios[scenario]?.steps ?? [];
  const later = steps.findIndex((one, at) => at >= step && Object.hasOwn(one.extract ?? {}, name));
  if (later === step) return `“${name}” is made by the response of this step, so it cannot be part of its request.`;
  if (later > step) return `“${name}” is used here, but step ${later + 1} “${steps[later]?.name ?? ''}” makes it later.`;
  const other = plan.scenarios.find((one) => one.steps.some(({ extract = {} }) => Object.hasOwn(extract, name)));
  return other === undefined ? null : `“${name}” is made in the scenario “${other.name}” only; scenarios share no values.`;
}

/** `faultOf` judges a name that is not built in. */
function textFault(text: string, faultOf: (name: string) => string | null): string | null {
  const parsed = parseTemplate(text);
  if (!parsed.ok) return parsed.message;
  for (const piece of parsed.pieces) {
    if (typeof piece === 'string') continue;
    const fault = piece.name.startsWith('$') ? builtInFault(piece.name) : faultOf(piece.name);
    if (fault !== null) return fault;
  }
  return null;
}

function builtInFault(name: string): string | null {
  const parsed = parseBuiltIn(name);
  return parsed.ok ? null : parsed.message;
}

function unknownName(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  const hint = near === null ? 'Add a variable, or extract it in a step before.' : `Did you mean {{${near}}}?`;
  return `Nothing makes “${name}”. ${hint}`;
}

/** A URL whose beginning is known only while the journey goes on is judged then. */
function urlFaults(url: string, plan: Journeys, base: readonly (string | number)[]): readonly PlanFault[] {
  if (!url.includes('{{')) return [];
  const known = staticUrl(url, plan);
  if (!/^[a-z][a-z0-9+.-]*:/i.test(known)) {
    if (/^(\\?\{\{)/.test(url.trim()) && startsUnknown(url, plan)) return [];
  }
  const message = urlFault(known);
  return message === null ? [] : [{ message, path: [...base, 'url'] }];
}

function startsUnknown(url: string, plan: Journeys): boolean {
  const first = namesIn(url)[0] ?? '';
  return !Object.hasOwn(plan.variables ?? {}, first);
}
