// The headers of a step: an object, or a list of pairs if a name is repeated or the order matters. It does not know steps.

export type HeaderPair = [name: string, value: string];
export type Headers = Record<string, string> | HeaderPair[];

/** Names and values in order, in either form. */
export function headerPairs(headers: Headers): readonly HeaderPair[] {
  return isList(headers) ? headers : Object.entries(headers);
}

/** In the simplest form: an object if that can express the same. */
export function headersOf(pairs: readonly HeaderPair[]): Headers {
  const names = new Set(pairs.map(([name]) => name));
  // An object moves names that look like numbers to its beginning, and has one name with a special meaning.
  const fitsObject = names.size === pairs.length && pairs.every(([name]) => !/^\d+$/.test(name) && name !== '__proto__');
  return fitsObject ? Object.fromEntries(pairs) : pairs.map(([name, text]): HeaderPair => [name, text]);
}

function isList(headers: Headers): headers is HeaderPair[] {
  return Array.isArray(headers);
}
