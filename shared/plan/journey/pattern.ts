// Regular expressions of a plan. A plan is a shared file, so they run in an engine whose time is linear in the text (RE2).
import { RE2JS } from 're2js';

export type Pattern = RE2JS;

export type ParsedPattern = { readonly ok: true; readonly pattern: Pattern } | { readonly ok: false; readonly message: string };

export function parsePattern(text: string): ParsedPattern {
  try {
    return { ok: true, pattern: RE2JS.compile(text) };
  } catch {
    const message = `"${text}" is not a regular expression that Onrush can run. Look-around and back-references are not available.`;
    return { ok: false, message };
  }
}

/** A text within a regular expression, none of whose characters means anything else. */
export function quotedPattern(text: string): string {
  return RE2JS.quote(text);
}

/** All matches of a group, 0 for the whole match; a group that took no part is left out. */
export function matchesOf(pattern: Pattern, group: number, text: string): string[] {
  const matcher = pattern.matcher(text);
  const found: string[] = [];
  while (found.length < MOST_MATCHES && matcher.find()) {
    const value = matcher.group(group);
    if (value !== null && value !== undefined) found.push(value);
  }
  return found;
}

/** An empty pattern matches between any two characters of a long text. */
const MOST_MATCHES = 10_000;
