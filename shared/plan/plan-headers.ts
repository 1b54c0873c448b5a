// The headers of a step: an object, or a list of pairs where a name stands twice or the order matters. Knows no steps.
import { z } from 'zod';
import { isOwnHeader } from './own-headers.ts';

export type HeaderPair = [name: string, value: string];
export type Headers = Record<string, string> | HeaderPair[];

const VALUE_TEXT = 'A header value must be a string.';
const PAIR_TEXT = 'Write a header as ["name", "value"].';

const value = z.string({ error: VALUE_TEXT });
const pair = z.tuple([z.string({ error: PAIR_TEXT }), value], { error: PAIR_TEXT });

export const headersSchema = z
  .union([z.record(z.string(), value), z.array(pair)], {
    error: 'Write headers as an object, or as a list of ["name", "value"].',
  })
  .superRefine((headers, context) => {
    for (const [at, [name, text]] of headerPairs(headers).entries()) {
      const message = headerFault(name, text);
      if (message !== null) context.addIssue({ code: 'custom', message, path: [Array.isArray(headers) ? at : name] });
    }
  })
  .transform((headers): Headers => headersOf(headerPairs(headers)))
  .meta({
    description:
      'An object, or a list of ["name", "value"] where a name occurs twice. An empty user-agent sends none; several cookies are sent as one.',
  });

/** Names and values in their order, whichever way they are written. */
export function headerPairs(headers: Headers): readonly HeaderPair[] {
  return isList(headers) ? headers : Object.entries(headers);
}

/** As people write them: an object wherever it can say the same. */
export function headersOf(pairs: readonly HeaderPair[]): Headers {
  const names = new Set(pairs.map(([name]) => name));
  // An object would move names that look like numbers to its beginning, and takes one name for itself.
  const fitsObject = names.size === pairs.length && pairs.every(([name]) => !/^\d+$/.test(name) && name !== '__proto__');
  return fitsObject ? Object.fromEntries(pairs) : pairs.map(([name, text]): HeaderPair => [name, text]);
}

function isList(headers: Headers): headers is HeaderPair[] {
  return Array.isArray(headers);
}

function headerFault(name: string, text: string): string | null {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) return `"${name}" is not a header name. Use letters, digits and dashes.`;
  if (isOwnHeader(name)) return `Onrush writes the header "${name}" itself. Remove it.`;
  return /[^\t\u0020-\u007e\u0080-\uffff]/.test(text) ? `The value of "${name}" has a character a header cannot carry.` : null;
}
