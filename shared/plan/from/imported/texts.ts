// Changes every text of a step, or of a part of it, that may hold names in braces.

/** Texts that are not templates: a query of GraphQL is full of braces of its own. */
const KEPT: ReadonlySet<string> = new Set(['name', 'method', 'graphql', 'regex', 'part', 'css', 'operation', 'type', 'file']);

export function jsonTextsWith<T>(part: T, change: (text: string) => string): T {
  const changed: T = JSON.parse(JSON.stringify(part), (key, value: unknown) =>
    typeof value === 'string' && !KEPT.has(key) ? change(value) : value,
  );
  return changed;
}
