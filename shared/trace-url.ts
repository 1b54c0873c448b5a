// The URL for viewing a trace in Tempo, Jaeger or another program: a template with a hole for the trace id.

import { z } from 'zod';

const HOLE = '{traceId}';
/** A host, optionally followed by a path, query or fragment. */
const WEB = /^https?:\/\/[^\s/?#\\"<>{}]+(?:[/?#]|$)/i;
const EXAMPLE = `http://127.0.0.1:16686/trace/${HOLE}`;

/** What is wrong with a template, in a sentence; null if it is valid. */
export function traceUrlFault(template: string): string | null {
  if (!template.includes(HOLE)) return `Write ${HOLE} where the trace belongs, for example ${EXAMPLE}.`;
  return linkOf(template, '0'.repeat(32)) === null
    ? `Write an address that begins with http:// or https://, for example ${EXAMPLE}.`
    : null;
}

/** The setting; empty for none. */
export const traceUrl = z
  .string()
  .trim()
  .max(2000)
  .refine((text) => text === '' || traceUrlFault(text) === null, { error: `Write an address with ${HOLE} in it.` });

/** Returns null if the template does not make a web URL. */
export function traceLink(template: string | undefined, traceId: string): string | null {
  return template === undefined || traceUrlFault(template) !== null ? null : linkOf(template, traceId);
}

function linkOf(template: string, traceId: string): string | null {
  const text = template.trim().replaceAll(HOLE, traceId);
  return WEB.test(text) ? text.replaceAll(/["<>`\s]/g, encodeURIComponent) : null;
}
