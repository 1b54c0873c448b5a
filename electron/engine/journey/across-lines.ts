// Hides texts that a line break splits: encoders of base64 and of mail wrap their lines at a fixed length.

/** A line break, also as JSON writes it, with the indentation of the next line or the "=" at the end of a line of mail. */
const BREAK = /=?\r?\n[ \t]*|(?:\\{1,2}r)?\\{1,2}n/g;

export function hideAcrossLines(text: string, secrets: readonly string[], hidden: string): string {
  const breaks = [...text.matchAll(BREAK)].map((found) => ({ at: found.index, length: found[0].length }));
  if (breaks.length === 0) return text;
  const joined = text.replaceAll(BREAK, '');
  const found = secrets.flatMap((secret) => placesOf(joined, secret));
  if (found.length === 0) return text;
  const placeInText = (place: number): number => {
    let removed = 0;
    for (const { at, length } of breaks) {
      if (at - removed > place) break;
      removed += length;
    }
    return place + removed;
  };
  let rest = text.length;
  const parts: string[] = [];
  for (const { from, to } of merged(found).toReversed()) {
    parts.push(hidden + text.slice(placeInText(to - 1) + 1, rest));
    rest = placeInText(from);
  }
  return text.slice(0, rest) + parts.toReversed().join('');
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function placesOf(text: string, secret: string): readonly Span[] {
  const places: Span[] = [];
  for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + secret.length)) {
    places.push({ from: at, to: at + secret.length });
  }
  return places;
}

/** In order, and those that overlap as one. */
function merged(spans: readonly Span[]): readonly Span[] {
  const all: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last === undefined || last.to < span.from) all.push(span);
    else all[all.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return all;
}
