// What a limit is called at the right of a chart, where there is little room. Pure.

/** The gutter has room for this number of characters of a label. */
const MOST_CHARACTERS = 10;

/** "p95 < 2 s", without its blanks "p95<250ms", or its value alone "<250ms": the first that has room. */
export function limitLabel(label: string): string {
  const narrow = label.replaceAll(' ', '');
  return [label, narrow].find(({ length }) => length <= MOST_CHARACTERS) ?? narrow.replace(/^[^<>=]+/, '');
}
