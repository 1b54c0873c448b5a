// Changes one field of a draft and shares the rest with the previous draft, so that hundreds of steps are neither copied nor
// rendered again at a keystroke. Pure.

/** A copy with `value` at the path (`scenarios.0.steps.3.url`); the same object if the path does not exist. */
export function withValueAt<T>(values: T, path: string, value: unknown): T;
export function withValueAt(values: unknown, path: string, value: unknown): unknown {
  return changed(values, path.split('.'), value);
}

function changed(values: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (typeof values !== 'object' || values === null || !Object.hasOwn(values, key)) return values;
  const before: unknown = Reflect.get(values, key);
  const after = changed(before, rest, value);
  if (Object.is(after, before)) return values;
  return Array.isArray(values)
    ? values.map((one: unknown, at) => (String(at) === key ? after : one))
    : { ...values, [key]: after };
}
