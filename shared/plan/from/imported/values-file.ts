// A file with names and values but no requests: it supplements a file that has requests. Pure.
import { isStatistics } from '../foreign-file.ts';
import { OwnNames } from './own-names.ts';
import { isFields, textOf, within } from './parts.ts';
import { isPostmanEnvironment, postmanEnvironment, type NamedValues } from '../postman/postman-environment.ts';
import type { GivenText, Imported } from './imported.ts';

export interface ValuesFile {
  readonly kind: string;
  readonly sets: readonly NamedValues[];
  /** Its values only apply if nothing else gives the name a value. */
  readonly isGlobal: boolean;
}

/** Returns null for a file of another kind. */
export function valuesFile({ path, text, value }: GivenText & { readonly path: string }): ValuesFile | null {
  if (isPostmanEnvironment(value)) {
    const isGlobal = within(value, '_postman_variable_scope') === 'globals';
    return { kind: isGlobal ? 'a Postman globals file' : 'a Postman environment', sets: [postmanEnvironment(value)], isGlobal };
  }
  // An HTTP client writes its environments as JSON; YAML is something else, such as the values of a chart.
  if (!isFields(value) || isStatistics(value) || !text.trimStart().startsWith('{')) return null;
  const sets = Object.entries(value);
  const isHttpClient = sets.length > 0 && sets.every(([, one]) => isFields(one) && Object.entries(one).every(isOfClient));
  const isPrivate = /\.private\.env\.json$|\.env\.json\.user$/i.test(path);
  return isHttpClient
    ? { kind: 'an environment file of an HTTP client', sets: httpClientSets(value, isPrivate), isGlobal: false }
    : null;
}

/** A value, a reference to a store that contains it, or a setting of the program. */
function isOfClient([name, value]: readonly [string, unknown]): boolean {
  return isPlain(value) || /^(?:SSLConfiguration|Security)$/.test(name) || within(value, 'provider') !== undefined;
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** "$shared" applies to all of them. */
function httpClientSets(value: Readonly<Record<string, unknown>>, isPrivate: boolean): readonly NamedValues[] {
  const { $shared: shared = {}, ...sets } = value;
  return Object.entries(sets).map(([name, own]) => {
    const names = new OwnNames();
    const pairs = Object.entries({ ...(isFields(shared) ? shared : {}), ...(isFields(own) ? own : {}) });
    const open = pairs.filter(([, one]) => isPlain(one) && !isPrivate);
    const hidden = pairs.filter(([, one]) => (isPlain(one) ? isPrivate : within(one, 'provider') !== undefined));
    return {
      name,
      values: Object.fromEntries(open.map(([key, one]) => [names.of(key), names.template(textOf(one))])),
      secrets: hidden.map(([key]) => names.of(key)),
    };
  });
}

/** Merges several files for one environment, such as a private one. */
function merged(sets: readonly NamedValues[]): readonly NamedValues[] {
  const byName = new Map<string, NamedValues>();
  for (const one of sets) {
    const before = byName.get(one.name);
    byName.set(one.name, {
      name: one.name,
      values: { ...before?.values, ...one.values },
      secrets: [...(before?.secrets ?? []), ...one.secrets],
    });
  }
  return [...byName.values()];
}

/** A single set of values replaces the file's own; of several, each becomes an environment and the first is chosen. */
export function withValues(given: Imported, files: readonly ValuesFile[]): Imported {
  const globals = files.filter(({ isGlobal }) => isGlobal).flatMap((one) => one.sets);
  const others = files.filter(({ isGlobal }) => !isGlobal).flatMap((one) => one.sets);
  const imported = withGlobals(given, globals);
  const sets = merged(others);
  const [first] = sets;
  if (first === undefined) return imported;
  const secrets = [...new Set([...imported.secrets, ...sets.flatMap((one) => one.secrets)])];
  const isOpen = (name: string): boolean => !secrets.includes(name);
  const visible = (values: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(values).filter(([name]) => isOpen(name)));
  const variables = visible({ ...imported.variables, ...first.values });
  if (sets.length === 1) return { ...imported, variables, secrets };
  const environments = Object.fromEntries(sets.map((one) => [one.name, visible(one.values)]));
  return { ...imported, variables, secrets, environments };
}

function withGlobals(imported: Imported, globals: readonly NamedValues[]): Imported {
  const values = Object.assign({}, ...globals.map((one) => one.values));
  const secrets = [...new Set([...imported.secrets, ...globals.flatMap((one) => one.secrets)])];
  return { ...imported, variables: { ...values, ...imported.variables }, secrets };
}
