// Commands that were written for fish, whose single quotes have escapes: 'it\'s', which is 'it'\''s' in a POSIX shell. Pure.

/** In a POSIX shell the quote would end there, and a letter would follow it at once, which nobody writes. */
const ESCAPED_QUOTE = /'[^']*[^'\\]\\'[\p{L}\p{N}]/u;
const QUOTED = /"(?:\\[^]|[^"\\])*"|'((?:\\[^]|[^'\\])*)'/g;

/** The same command for a POSIX shell; a text of any other shell is left as it is. */
export function fishAsPosix(text: string): string {
  // In bash's $'…' such an escape is usual.
  if (text.includes("$'") || !ESCAPED_QUOTE.test(text)) return text;
  return text.replaceAll(QUOTED, (quoted, single: string | undefined) =>
    single === undefined ? quoted : `'${single.replaceAll(/\\(['\\])/g, '$1').replaceAll("'", String.raw`'\''`)}'`,
  );
}
