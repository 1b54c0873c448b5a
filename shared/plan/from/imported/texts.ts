// Changes every text of a step that may hold names in braces.
import type { StepInput } from './imported.ts';

/** Texts that are no templates: a query of GraphQL is full of braces of its own. */
const KEPT: ReadonlySet<string> = new Set(['name', 'method', 'graphql', 'regex', 'css', 'operation', 'type', 'file']);

export function jsonTextsWith(step: StepInput, change: (text: string) => string): StepInput {
  const changed: StepInput = JSON.parse(JSON.stringify(step), (key, value: unknown) =>
    typeof value === 'string' && !KEPT.has(key) ? change(value) : value,
  );
  return changed;
}
