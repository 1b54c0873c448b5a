// Whether two values give the same JSON. Identical objects are not compared in depth, because two plans with thousands of steps
// share all but one. Pure.

/** The order of fields matters, because headers are sent in their order; an undefined field counts as missing. */
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
