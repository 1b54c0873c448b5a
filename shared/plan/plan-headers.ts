// The headers of a step: an object, or a list of pairs where a name stands twice or the order matters. Knows no steps.

export type HeaderPair = [name: string, value: string];
export type Headers = Record<string, string> | HeaderPair[];

/** Names and values in their order, whichever way they are written. */
export function headerPairs(headers: Headers): readonly HeaderPair[] {
  return isList(headers) ? headers : Object.entries(headers);
}

/** As people write them: an object wherever it can say the same. */
export function headersOf(pairs: readonly HeaderPair[]): Headers {
  const names = new Set(pairs.map(([name]) => name));
  // An object would move names that look like numbers to its beginning, and takes one name for itself.
  const fitsObject = names.size === pairs.length && pairs.every(([name]) => !/^\d+$/.test(name) && name !== '__proto__');
  return fitsObject ? Object.fromEntries(pairs) : pairs.map(([name, text]): HeaderPair => [name, text]);
}

function isList(headers: Headers): headers is HeaderPair[] {
  return Array.isArray(headers);
}
