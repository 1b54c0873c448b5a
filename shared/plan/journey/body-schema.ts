// What a request carries: a text as it is, or a body of a kind that Onrush writes itself.
import { z } from 'zod';
import type { JsonValue } from './value.ts';

const json: z.ZodType<JsonValue, JsonValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
);
const scalar = z.union([z.string(), z.number(), z.boolean()], { error: 'Write a text, a number, true or false.' });

const jsonBody = z.strictObject({ json });
const formBody = z.strictObject({
  form: z
    .record(z.string(), z.union([scalar, z.array(scalar)]))
    .meta({ description: 'Fields of a form; a list repeats its field.' }),
});
const graphqlBody = z.strictObject({
  graphql: z.string().min(1, 'Write the query.'),
  variables: z.record(z.string(), json).optional(),
  operation: z.string().optional(),
  allowErrors: z.boolean().optional().meta({ description: 'A response with "errors" counts as success.' }),
});

const KINDS = 'Write a text, or an object with "json", "form" or "graphql".';
export const bodySchema = z
  .union([z.string(), jsonBody, formBody, graphqlBody], { error: KINDS })
  .meta({ description: 'Sent as it is where it is a text; other kinds set their Content-Type.' });

export type Body = z.output<typeof bodySchema>;
