// How deep a value is nested. What reads, checks or sends a value calls itself for each level, and a stack has an end.

/** Far more than plans and their bodies need. */
export const MOST_NESTING = 200;

export function isNestedTooDeep(value: unknown, most = MOST_NESTING): boolean {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
  return most === 0 || Object.values(value).some((part) => isNestedTooDeep(part, most - 1));
}
