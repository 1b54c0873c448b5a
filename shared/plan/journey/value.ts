// A value that a name can have during a journey: JSON from a response or a data file.

/** A bigint is a whole number with more digits than a number can hold. */
export type JsonValue = string | number | bigint | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** As it appears within a text: a string unchanged, anything else as JSON. */
export function jsonText(value: JsonValue): string {
  return typeof value === 'string' ? value : jsonOf(value);
}

/** As it appears where JSON expects a value. */
export function jsonOf(value: JsonValue): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, one]) => `${JSON.stringify(name)}:${jsonOf(one)}`)
    .join(',')}}`;
}

/** Returns null if the text is not JSON. */
export function parseJson(text: string): { readonly value: JsonValue } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** Like parseJson, but every whole number keeps all of its digits. */
export function parseExactJson(text: string): { readonly value: JsonValue } | null {
  if (!/\d{16}/.test(text)) return parseJson(text);
  try {
    return { value: JSON.parse(text, exactly) };
  } catch {
    return null;
  }
}

/** The numbers of orders and posts often have 18 digits, and a number would change the last ones. */
function exactly(_: string, value: unknown, ...[place]: readonly unknown[]): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const written = typeof place === 'object' && place !== null && 'source' in place ? String(place.source) : '';
  return /^-?\d+$/.test(written) ? BigInt(written) : value;
}
