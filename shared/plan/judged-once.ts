// A schema that judges what cannot change once: the editor judges its plan at every rest of the typing, and a plan may have
// thousands of steps of which one was touched.
import type { z } from 'zod';

type Judged = z.core.ParsePayload;

/** The same schema. What it made of a frozen object is kept for as long as the object lives; all else is judged each time. */
export function judgedOnce<Schema extends z.core.$ZodType>(schema: Schema): Schema {
  const known = new WeakMap<object, Judged>();
  const { _zod: inner } = schema;
  const run = inner.run.bind(inner);
  inner.run = (payload, context) => {
    const input = payload.value;
    if (typeof input !== 'object' || input === null || !Object.isFrozen(input)) return run(payload, context);
    const found = known.get(input);
    if (found !== undefined) return copied(found);
    const judged = run(payload, context);
    if (!(judged instanceof Promise)) known.set(input, copied(judged));
    return judged;
  };
  return schema;
}

/** Whoever receives it writes its own place before the paths of the issues. */
function copied(judged: Judged): Judged {
  return { ...judged, issues: judged.issues.map((issue) => ({ ...issue, path: [...(issue.path ?? [])] })) };
}
