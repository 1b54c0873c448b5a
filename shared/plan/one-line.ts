// Names stand in tables, terminals and files that are read line by line: what would end or rewrite a line there becomes a blank.

export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
