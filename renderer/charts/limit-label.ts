// The label of a limit at the right of a chart, where there is little space. Pure.

/** How many characters of a label fit into the gutter. */
const MOST_CHARACTERS = 10;

/** "p95 < 2 s", without blanks "p95<250ms", or only its value "<250ms": the first one that fits. */
export function limitLabel(label: string): string {
  const narrow = label.replaceAll(' ', '');
  return [label, narrow].find(({ length }) => length <= MOST_CHARACTERS) ?? narrow.replace(/^[^<>=]+/, '');
}
