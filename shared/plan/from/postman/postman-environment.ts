// Reads a Postman environment or globals file: names and values for a collection. Pure.
import { OwnNames } from '../imported/own-names.ts';
import { isFields, listOf, textOf, within } from '../imported/parts.ts';
import { isDisabled } from './postman-url.ts';

export interface NamedValues {
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
  /** Names whose values are secret; the values are not kept. */
  readonly secrets: readonly string[];
}

export function isPostmanEnvironment(value: unknown): boolean {
  return (
    Array.isArray(within(value, 'values')) &&
    (within(value, '_postman_variable_scope') !== undefined || typeof within(value, 'name') === 'string')
  );
}

/** If a name has several values, the last enabled one counts. */
export function postmanEnvironment(value: unknown): NamedValues {
  const names = new OwnNames();
  const values: Record<string, string> = {};
  const secrets = new Set<string>();
  for (const one of listOf(within(value, 'values')).filter(isFields)) {
    if (isDisabled(one) || textOf(one['key']) === '') continue;
    const name = names.of(textOf(one['key']));
    if (one['type'] === 'secret') secrets.add(name);
    else values[name] = names.template(textOf(one['value']));
  }
  return { name: textOf(within(value, 'name')) || 'environment', values, secrets: [...secrets] };
}
