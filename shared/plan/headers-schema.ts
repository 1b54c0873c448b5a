// The schema for the headers of a step. It does not know steps.
import { z } from 'zod';
import { isOwnHeader } from './own-headers.ts';
import { headerPairs, headersOf, type Headers } from './plan-headers.ts';

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
      'An object, or a list of ["name", "value"] if a name occurs twice. An empty user-agent sends none; several cookies are sent as one.',
  });

function headerFault(name: string, text: string): string | null {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) return `"${name}" is not a header name. Use letters, digits and dashes.`;
  if (isOwnHeader(name)) return `Onrush writes the header "${name}" itself. Remove it.`;
  return /[^\t\u0020-\u007e\u0080-\uffff]/.test(text) ? `The value of "${name}" has a character a header cannot carry.` : null;
}
