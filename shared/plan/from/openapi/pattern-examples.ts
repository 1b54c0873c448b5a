// Gives texts with a pattern an example that matches it: the sampler knows lengths and formats but no patterns.
import { sample } from 'openapi-sampler';
import { listOf, textOf, type Fields } from '../imported/parts.ts';
import { patternText } from './pattern-text.ts';

/** The usual text is as long as a schema wishes, so no more than this is asked for. */
const LONGEST = 1000;
/** A document with more of them is no real one, and each takes a moment. */
const MOST_PATTERNS = 5000;

export class PatternExamples {
  /** Patterns for which no text was found. */
  readonly unmatched = new Set<string>();
  readonly #known = new Map<string, string | null>();

  /** The schema, with an example if it describes a text with a pattern and shows none itself. */
  withExample(schema: Fields): Fields {
    const { pattern } = schema;
    if (typeof pattern !== 'string' || !isText(schema) || isShown(schema)) return schema;
    const text = this.#textFor(pattern, schema);
    if (text !== null) return { ...schema, examples: [text] };
    this.unmatched.add(pattern);
    return schema;
  }

  #textFor(pattern: string, { format, minLength: least, maxLength: most }: Fields): string | null {
    const limits = {
      minLength: typeof least === 'number' ? least : 0,
      maxLength: typeof most === 'number' ? most : Infinity,
    };
    const key = JSON.stringify([pattern, limits, format]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_PATTERNS || limits.minLength > LONGEST) return null;
    const usual: unknown = sample({ type: 'string', format: textOf(format), minLength: limits.minLength }, { quiet: true });
    const text = patternText(pattern, limits, textOf(usual));
    this.#known.set(key, text);
    return text;
  }
}

function isText(schema: Fields): boolean {
  const { type } = schema;
  const [first] = Array.isArray(type) ? listOf(type) : [type];
  return first === 'string' || (first === undefined && !['$ref', 'allOf', 'oneOf', 'anyOf'].some((word) => word in schema));
}

/** Whether the document itself shows a value. */
export function isShown(schema: Fields): boolean {
  return ['example', 'examples', 'const', 'enum', 'default'].some((word) => schema[word] !== undefined);
}
