// How the name of a step or scenario is written in a threshold.

/**
 * In double, single or curly quotes, or without any. A backslash before a quote keeps it inside; a name that ends with a backslash
 * is still read, because what follows a name is a comma or a brace.
 */
export const WRITTEN_NAME =
  /^(?:"(?:[^"\\]|\\.)*"(?=\s*[,}])|'(?:[^'\\]|\\.)*'(?=\s*[,}])|"[^"]*"|'[^']*'|“[^”]*”|[^\s,{}"'“][^,{}"']*?(?=\s*[,}]))/;

/** Backslashes mean themselves unless one stands before the quote that encloses the name, or two stand at its end. */
export function unquotedName(written: string): string {
  const quote = written.charAt(0);
  if (!/["'“]/.test(quote)) return written;
  const name = written.slice(1, -1);
  const isEscaped = name.includes(`\\${quote}`) || name.endsWith(String.raw`\\`);
  return isEscaped ? name.replaceAll(quote === "'" ? /\\(['\\])/g : /\\(["\\])/g, '$1') : name;
}

/** In the quotes that the name does not contain; with backslashes if it contains both, or where a backslash stands before one. */
export function quotedName(name: string): string {
  if (!name.includes('"') && !name.endsWith('\\')) return `"${name}"`;
  return name.includes("'") || name.includes('\\') ? `"${name.replaceAll(/["\\]/g, String.raw`\$&`)}"` : `'${name}'`;
}
