// The regular expressions of a plan. A plan is a shared file, so they run in an engine whose time is linear in the length of the
// text (RE2).
import { RE2JS } from 're2js';

export type Pattern = RE2JS;

export type ParsedPattern = { readonly ok: true; readonly pattern: Pattern } | { readonly ok: false; readonly message: string };

export function parsePattern(text: string): ParsedPattern {
  try {
    return { ok: true, pattern: RE2JS.compile(text) };
  } catch (error) {
    return { ok: false, message: `"${text}" is not a regular expression that Onrush can run${causeOf(text, error)}` };
  }
}

function causeOf(text: string, error: unknown): string {
  if (/\(\?<?[=!]|\\[1-9]/.test(text)) return '. Look-around and back-references are not available.';
  const cause = error instanceof Error ? /^error parsing regexp: (.+)$/.exec(error.message)?.[1] : undefined;
  return cause === undefined ? '.' : `: ${cause.replaceAll('`', '"')}.`;
}

/** Escapes a text within a regular expression, so that all of its characters are literal. */
export function quotedPattern(text: string): string {
  return RE2JS.quote(text);
}

/** All matches of a group, 0 for the whole match; groups that did not take part are left out. */
export function matchesOf(pattern: Pattern, group: number, text: string): string[] {
  const matcher = pattern.matcher(text);
  const found: string[] = [];
  while (found.length < MOST_MATCHES && matcher.find()) {
    const value = matcher.group(group);
    if (value !== null && value !== undefined) found.push(value);
  }
  return found;
}

/** The limit is needed because an empty pattern matches between any two characters of a long text. */
const MOST_MATCHES = 10_000;
