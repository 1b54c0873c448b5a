// Whether two values are written as the same JSON. What is the same object is not looked into: two plans of thousands of steps
// share all of them but one. Pure.

/** The order of fields counts, because headers are sent in theirs; a field that is undefined is none. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, at) => isSameJson(item, other[at]))
    );
  }
  const fields = fieldsOf(one);
  const others = fieldsOf(other);
  return (
    fields.length === others.length &&
    fields.every(([name, value], at) => name === others[at]?.[0] && isSameJson(value, others[at][1]))
  );
}

function fieldsOf(value: object): (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, field]) => field !== undefined);
}
