// Keeps the line breaks of a text that is edited in a text area, which only knows line feeds (HTML, 4.10.11). Pure.

const ANY_BREAK = /\r\n|\r|\n/g;

/** The text as a text area shows it. */
export function shownText(text: string): string {
  return text.replaceAll(ANY_BREAK, '\n');
}

/** Unedited line breaks are kept; a new one is like the one before it, or otherwise like the one after it. */
export function editedText(before: string, shown: string): string {
  const old = shownText(before);
  const start = commonStart(old, shown);
  const end = commonEnd(old.slice(start), shown.slice(start));
  const kept = before.slice(0, placeIn(before, start));
  const rest = before.slice(placeIn(before, old.length - end));
  const added = shown.slice(start, shown.length - end);
  const lineBreak = kept.match(ANY_BREAK)?.at(-1) ?? rest.match(ANY_BREAK)?.[0] ?? '\n';
  return `${kept}${added.replaceAll('\n', lineBreak)}${rest}`;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function commonEnd(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length += 1;
  return length;
}

/** The place of the character that is shown at `index`. */
function placeIn(text: string, index: number): number {
  let place = 0;
  for (let shown = 0; shown < index; shown += 1) place += text.startsWith('\r\n', place) ? 2 : 1;
  return place;
}
