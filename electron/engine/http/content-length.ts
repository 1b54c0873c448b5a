// The length of a body as its headers give it. The same length may be repeated, on several lines or in a list (RFC 9110, 8.6).

/** `known` is the length of the lines before this one, or -1. Returns the length, or what is wrong with it. */
export function contentLengthOf(value: string, known: number): number | string {
  if (value.trim() === '') return 'Empty Content-Length';
  let length = known;
  for (const one of value.split(',')) {
    const digits = one.trim();
    if (!/^\d+$/.test(digits)) return 'Invalid character in Content-Length';
    const next = Number(digits);
    if (!Number.isSafeInteger(next)) return 'Content-Length overflow';
    if (length >= 0 && length !== next) return 'Two different values of Content-Length';
    length = next;
  }
  return length;
}
