// Finds the patterns of which an example has no matching text. Pure.
import { isFields, listOf, type Fields } from '../imported/parts.ts';
import type { ApiDocument } from './document.ts';
import { isShown } from './pattern-examples.ts';

/** Those that an example for `schema` meets. */
export function unmatchedIn(schema: unknown, document: ApiDocument): readonly string[] {
  const seen = new Set<Fields>();
  const found = new Set<string>();
  if (document.unmatched.size > 0) visit(schema);
  return [...found];

  function visit(given: unknown): void {
    const fields = document.fields(given);
    if (seen.has(fields) || fields['readOnly'] === true || isShown(fields)) return;
    seen.add(fields);
    const { pattern, properties, items, additionalProperties, then } = fields;
    if (typeof pattern === 'string' && document.unmatched.has(pattern)) found.add(pattern);
    const alternatives = [listOf(fields['oneOf'])[0], listOf(fields['anyOf'])[0]];
    const inner = [...listOf(fields['allOf']), ...listOf(fields['prefixItems']), items, additionalProperties, then];
    for (const one of [...inner, ...alternatives, ...(isFields(properties) ? Object.values(properties) : [])])
      if (isFields(one)) visit(one);
  }
}
