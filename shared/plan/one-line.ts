// Names appear in tables, terminals and line-based files: characters that would end or overwrite a line there become blanks.

export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
