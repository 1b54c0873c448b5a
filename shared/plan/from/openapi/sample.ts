// An example value for a schema: the one in the document, otherwise one made from the schema.
import { sample } from 'openapi-sampler';
import { parseJson, type JsonValue } from '../../journey/value.ts';
import { isFields, listOf, within, type Fields } from '../imported/parts.ts';
import type { ApiDocument } from './document.ts';
import { isShown } from './pattern-examples.ts';
import { sampleCost } from './sample-cost.ts';

/** `holder` is a parameter, media type or schema. Returns null if the schema says too little. */
export function exampleOf(holder: unknown, schema: unknown, document: ApiDocument): JsonValue {
  const fields = document.fields(holder);
  if (fields['example'] !== undefined) return jsonOf(fields['example']);
  const { examples } = fields;
  if (isFields(examples)) {
    for (const one of Object.values(examples)) {
      const value = within(document.fields(one), 'value');
      if (value !== undefined) return jsonOf(value);
    }
  }
  return schema === undefined ? null : sampled(schema, document);
}

const DEEPEST = 8;
/** More schemas than this would make a longer example than anyone wants to read, and take the sampler too long. */
const MOST_SCHEMAS = 50_000;

function sampled(schema: unknown, document: ApiDocument): JsonValue {
  if (sampleCost(schema, document, DEEPEST) > MOST_SCHEMAS) return null;
  try {
    const made: unknown = sample(
      isFields(schema) ? schema : {},
      { skipReadOnly: true, quiet: true, maxSampleDepth: DEEPEST },
      document.root,
    );
    for (const pattern of unmatchedIn(schema, document)) document.metPatterns.add(pattern);
    return jsonOf(made);
  } catch {
    return null;
  }
}

/** The patterns that an example for `schema` meets and has no matching text for. */
function unmatchedIn(schema: unknown, document: ApiDocument): readonly string[] {
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

/** An XML document for a schema; null if the schema says too little. */
export function xmlOf(schema: unknown, document: ApiDocument): string | null {
  if (!isFields(schema) || sampleCost(schema, document, DEEPEST) > MOST_SCHEMAS) return null;
  try {
    const made: unknown = sample(
      schema,
      { skipReadOnly: true, quiet: true, maxSampleDepth: DEEPEST, format: 'xml' },
      document.root,
    );
    return typeof made === 'string' && made.includes('<') ? made.trim() : null;
  } catch {
    return null;
  }
}

/** Removes what JSON cannot represent. */
function jsonOf(value: unknown): JsonValue {
  const text = JSON.stringify(value);
  return text === undefined ? null : (parseJson(text)?.value ?? null);
}
