// Rewrites a document for the sampler, which supports only some ways to write "null", discriminators, no patterns, and no references
// into other files. Examples and default values stay as they are. Pure.
import { fieldsOf, isFields, textOf, type Fields } from '../imported/parts.ts';
import { PatternExamples } from './pattern-examples.ts';

/** Their values are data, not schemas. */
const DATA: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'const', 'enum', 'value']);
/** The keys of their values are names that the author chose. */
const NAMED: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'schemas', 'definitions', '$defs', 'parameters']);
/** No real document is nested this deeply; anything below is left as it is. */
const DEEPEST = 500;

export interface PlainDocument {
  readonly root: Fields;
  /** References into other files, which are not read. */
  readonly outside: ReadonlySet<string>;
  /** Patterns for which no matching text was found. */
  readonly unmatched: ReadonlySet<string>;
}

export function plainDocument(root: Fields): PlainDocument {
  const plain = new PlainSchemas(root);
  return { root: fieldsOf(plain.made(root, false, 0)), outside: plain.outside, unmatched: plain.patterns.unmatched };
}

class PlainSchemas {
  readonly outside = new Set<string>();
  readonly patterns = new PatternExamples();
  readonly #schemas: Fields;
  readonly #names: ReadonlyMap<unknown, string>;
  /** YAML aliases share objects and may form circles. */
  readonly #done = new Map<object, unknown>();

  constructor(root: Fields) {
    this.#schemas = { ...fieldsOf(root['definitions']), ...fieldsOf(fieldsOf(root['components'])['schemas']) };
    this.#names = new Map(Object.entries(this.#schemas).map(([name, schema]) => [schema, name]));
  }

  /** `isNamed` means that the keys are names. */
  made(value: unknown, isNamed: boolean, depth: number): unknown {
    if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
    const known = this.#done.get(value);
    if (known !== undefined) return known;
    if (Array.isArray(value)) {
      const list: unknown[] = [];
      this.#done.set(value, list);
      for (const one of value) list.push(this.made(one, false, depth + 1));
      return list;
    }
    const made: Record<string, unknown> = {};
    this.#done.set(value, made);
    for (const [key, one] of Object.entries(isNamed ? value : this.patterns.withExample(this.#schema(fieldsOf(value)))))
      made[key] = !isNamed && DATA.has(key) ? one : this.made(one, !isNamed && NAMED.has(key), depth + 1);
    return made;
  }

  #schema(schema: Fields): Fields {
    const { $ref: reference, ...rest } = schema;
    if (typeof reference === 'string' && !reference.startsWith('#')) {
      this.outside.add(reference);
      return rest;
    }
    const { type, oneOf, anyOf, allOf } = schema;
    if (!Array.isArray(type) && !Array.isArray(oneOf) && !Array.isArray(anyOf) && !Array.isArray(allOf)) return schema;
    return {
      ...schema,
      ...(Array.isArray(type) ? { type: nullLast(type) } : {}),
      ...(Array.isArray(oneOf) ? { oneOf: this.#chosen(nullLast(oneOf), schema) } : {}),
      ...(Array.isArray(anyOf) ? { anyOf: this.#chosen(nullLast(anyOf), schema) } : {}),
      ...(Array.isArray(allOf) ? { allOf: this.#ofKind(allOf, schema) } : {}),
    };
  }

  /** Of several alternatives, the first, with its discriminator set. */
  #chosen(all: readonly unknown[], { discriminator }: Fields): readonly unknown[] {
    const [first, ...others] = all;
    const reference = textOf(fieldsOf(first)['$ref']);
    const mark = reference === '' ? null : discriminated(discriminator, lastPart(reference));
    return mark === null ? all : [{ allOf: [first, mark] }, ...others];
  }

  /** A schema that extends another one gets the value of that one's discriminator. */
  #ofKind(all: readonly unknown[], schema: Fields): readonly unknown[] {
    const name = this.#names.get(schema);
    if (name === undefined) return all;
    const parents = all.map((one) => fieldsOf(this.#schemas[lastPart(textOf(fieldsOf(one)['$ref']))]));
    const marks = parents.map(({ discriminator }) => discriminated(discriminator, name)).filter((mark) => mark !== null);
    return [...all, ...marks];
  }
}

function nullLast(all: readonly unknown[]): readonly unknown[] {
  const isNull = (one: unknown): boolean => one === 'null' || (isFields(one) && one['type'] === 'null');
  return [...all.filter((one) => !isNull(one)), ...all.filter(isNull)];
}

/** Swagger 2 only names the property. */
function discriminated(discriminator: unknown, name: string): Fields | null {
  const property = textOf(discriminator) || textOf(fieldsOf(discriminator)['propertyName']);
  if (property === '') return null;
  const mapped = Object.entries(fieldsOf(fieldsOf(discriminator)['mapping'])).find(([, to]) => lastPart(textOf(to)) === name);
  return { type: 'object', properties: { [property]: { const: mapped?.[0] ?? name } } };
}

function lastPart(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}
