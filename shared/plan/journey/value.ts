// A value that a name can have during a journey: JSON from a response or a data file.

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** As it appears within a text: a string unchanged, anything else as JSON. */
export function jsonText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Returns null if the text is not JSON. */
export function parseJson(text: string): { readonly value: JsonValue } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
