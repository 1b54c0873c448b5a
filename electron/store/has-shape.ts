// Whether a value that was read has the types of an example. A file of runs may come from somebody else, or from a disk that fails.

/** A part of a value of type T. Null in place of something means that its type is not looked at. */
export type Shape<T> = T extends ArrayBufferView
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Shape<Item>[]
    : T extends object
      ? { readonly [Name in keyof T]?: Shape<T[Name]> | null }
      : T;

/**
 * As deep as the example goes: the items of a list are like the first one of the example, if that has one. A number may be missing,
 * because older versions did not know every figure, or null, as which JSON writes NaN.
 */
export function hasShape<T>(value: unknown, example: Shape<T>): value is T {
  return isLike(value, example);
}

function isLike(value: unknown, example: unknown): boolean {
  if (example === null || example === undefined) return true;
  if (typeof example === 'number') return value === null || value === undefined || typeof value === 'number';
  if (typeof example !== 'object') return typeof value === typeof example;
  if (ArrayBuffer.isView(example)) return value instanceof example.constructor;
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(example)) return false;
  if (Array.isArray(value) && Array.isArray(example)) {
    const [item]: readonly unknown[] = example;
    return item === undefined || value.every((one) => isLike(one, item));
  }
  const parts: Readonly<Record<string, unknown>> = { ...value };
  return Object.entries(example).every(([name, one]) => isLike(parts[name], one));
}
