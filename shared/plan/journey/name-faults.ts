// What is wrong with the names themselves: variables that refer to each other in a circle, and two things with one name.
import type { Journeys } from './journeys.ts';
import type { PlanFault } from './plan-fault.ts';
import { anyVariableNames, type Constants } from './plan-variables.ts';
import { namesIn } from './template.ts';

/** `textFault` says what is wrong with a text that may use the known names. */
export function nameFaults(
  plan: Journeys,
  textFault: (text: string, known: readonly string[]) => string | null,
): readonly PlanFault[] {
  const { variables = {}, environments = {}, secrets = [] } = plan;
  const known = [...anyVariableNames(plan), ...secrets];
  const faultsOf = (own: Constants, table: Constants, path: readonly string[]): PlanFault[] =>
    Object.entries(own).flatMap(([name, value]): PlanFault[] => {
      const circle = circleFrom(name, table);
      const message = circle === null ? textFault(String(value), known) : `“${name}” refers to itself: ${circle.join(' → ')}.`;
      return message === null ? [] : [{ message, path: [...path, name] }];
    });
  return [
    ...faultsOf(variables, variables, ['variables']),
    ...Object.entries(environments).flatMap(([name, own]) => faultsOf(own, { ...variables, ...own }, ['environments', name])),
    ...doubleFaults(plan),
  ];
}

/** The names on the shortest way from `name` back to it; null if there is none. Each name is visited once. */
function circleFrom(name: string, table: Constants): readonly string[] | null {
  const cameFrom = new Map<string, string | null>([[name, null]]);
  for (const at of cameFrom.keys()) {
    for (const used of namesIn(String(table[at] ?? ''))) {
      if (used === name) return [...wayTo(at, cameFrom), name];
      if (!cameFrom.has(used)) cameFrom.set(used, at);
    }
  }
  return null;
}

function wayTo(name: string, cameFrom: ReadonlyMap<string, string | null>): string[] {
  const before = cameFrom.get(name) ?? null;
  return before === null ? [name] : [...wayTo(before, cameFrom), name];
}

/** Two things with one name would be ambiguous. */
function doubleFaults(plan: Journeys): readonly PlanFault[] {
  const { secrets = [], data = [], before = [], scenarios } = plan;
  const kinds = new Map<string, string>(anyVariableNames(plan).map((name) => [name, 'variable']));
  const faults: PlanFault[] = [];
  const check = (name: string, path: (string | number)[]): boolean => {
    const other = kinds.get(name);
    if (other !== undefined) faults.push({ message: `The name “${name}” is taken already by a ${other}. Choose another.`, path });
    return other === undefined;
  };
  const claim = (name: string, kind: string, path: (string | number)[]): void => {
    if (check(name, path)) kinds.set(name, kind);
  };
  secrets.forEach((name, at) => claim(name, 'secret', ['secrets', at]));
  data.forEach(({ name }, at) => claim(name, 'data file', ['data', at, 'name']));
  const extracted = before.flatMap(({ extract = {} }, t) =>
    Object.keys(extract).filter((name) => check(name, ['before', t, 'extract', name])),
  );
  for (const name of extracted) kinds.set(name, 'step before the run');
  scenarios.forEach(({ perVu = [], steps }, s) => {
    for (const [part, list] of [['perVu', perVu] as const, ['steps', steps] as const])
      list.forEach(({ extract = {} }, t) =>
        Object.keys(extract).forEach((name) => check(name, ['scenarios', s, part, t, 'extract', name])),
      );
  });
  return faults;
}
