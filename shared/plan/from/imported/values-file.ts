// A file that holds names and values but no requests: it goes with a file that has them. Pure.
import { OwnNames } from './own-names.ts';
import { isFields, textOf, within } from './parts.ts';
import { isPostmanEnvironment, postmanEnvironment, type NamedValues } from '../postman/postman-environment.ts';
import type { GivenText, Imported } from './imported.ts';

export interface ValuesFile {
  readonly kind: string;
  readonly sets: readonly NamedValues[];
}

/** null for a file of another kind. */
export function valuesFile({ value }: GivenText): ValuesFile | null {
  if (isPostmanEnvironment(value)) {
    const kind = within(value, '_postman_variable_scope') === 'globals' ? 'a Postman globals file' : 'a Postman environment';
    return { kind, sets: [postmanEnvironment(value)] };
  }
  if (!isFields(value)) return null;
  const sets = Object.entries(value);
  const isHttpClient = sets.length > 0 && sets.every(([, one]) => isFields(one) && Object.values(one).every(isPlain));
  return isHttpClient ? { kind: 'an environment file of an HTTP client', sets: httpClientSets(value) } : null;
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** "$shared" counts in all of them. */
function httpClientSets(value: Readonly<Record<string, unknown>>): readonly NamedValues[] {
  const { $shared: shared = {}, ...sets } = value;
  return Object.entries(sets).map(([name, own]) => {
    const names = new OwnNames();
    const pairs = Object.entries({ ...(isFields(shared) ? shared : {}), ...(isFields(own) ? own : {}) });
    return {
      name,
      values: Object.fromEntries(pairs.map(([key, one]) => [names.of(key), names.template(textOf(one))])),
      secrets: [],
    };
  });
}

/** One set of values takes the place of the file's own; of several, each becomes an environment and the first is chosen. */
export function withValues(imported: Imported, sets: readonly NamedValues[]): Imported {
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
