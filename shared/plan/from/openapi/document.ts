// An OpenAPI or Swagger document whose internal references can be followed. Pure.
import { fieldsOf, isFields, textOf, type Fields } from '../imported/parts.ts';
import { plainDocument } from './plain-schemas.ts';

/** A reference may lead to another one; a longer chain than this is a circle. */
const MOST_HOPS = 20;

export class ApiDocument {
  readonly root: Fields;
  readonly isSwagger: boolean;
  /** References into other files, which are not read. */
  readonly outside: ReadonlySet<string>;
  /** Patterns for which no matching text was found. */
  readonly unmatched: ReadonlySet<string>;
  /** Those of them that an example met. */
  readonly metPatterns = new Set<string>();

  constructor(given: Fields) {
    const { root, outside, unmatched } = plainDocument(given);
    this.root = root;
    this.outside = outside;
    this.unmatched = unmatched;
    this.isSwagger = textOf(root['swagger']).startsWith('2');
  }

  /** Returns the fields of `value`, or of what it refers to. */
  fields(value: unknown): Fields {
    let found = value;
    for (let hops = 0; hops < MOST_HOPS && isFields(found) && typeof found['$ref'] === 'string'; hops++)
      found = this.#at(found['$ref']);
    return fieldsOf(found);
  }

  #at(reference: string): unknown {
    if (!reference.startsWith('#/')) return undefined;
    const keys = reference
      .slice(2)
      .split('/')
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    return keys.reduce<unknown>(
      (inner, key) => (isFields(inner) && Object.hasOwn(inner, decoded(key)) ? inner[decoded(key)] : undefined),
      this.root,
    );
  }
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
