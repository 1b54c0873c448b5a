// What a name can stand for while a journey goes on: JSON as a response or a data file brings it.

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** As it stands within a text: a string as it is, all else as JSON. */
export function jsonText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** null where the text is not JSON. */
export function parseJson(text: string): { readonly value: JsonValue } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
