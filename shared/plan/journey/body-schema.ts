// The schema for the body of a request: literal text, or a body of a kind that Onrush encodes itself.
import { z } from 'zod';
import { headersSchema } from '../headers-schema.ts';
import { hasHoles } from './template.ts';
import type { JsonValue } from './value.ts';

const json: z.ZodType<JsonValue, JsonValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
);
const scalar = z.union([z.string(), z.number(), z.boolean()], { error: 'Write a string, a number, true or false.' });

const FIELD_TEXT = 'Write a string, a number, true or false, or a list of them.';

const jsonBody = z.strictObject({ json });
const formBody = z.strictObject({
  form: z
    .record(z.string(), z.union([scalar, z.array(scalar)], { error: FIELD_TEXT }))
    .meta({ description: 'Fields of a form; a list repeats its field.' }),
});
const graphqlBody = z.strictObject({
  graphql: z.string().min(1, 'Write the query.'),
  variables: z.record(z.string(), json).optional(),
  operation: z.string().optional(),
  allowErrors: z.boolean().optional().meta({ description: 'A response with "errors" counts as success.' }),
});

const FILE_TEXT = 'Write the path of a file.';
const file = z
  .string({ error: FILE_TEXT })
  .trim()
  .min(1, FILE_TEXT)
  .refine((path) => !hasHoles(path), 'The same file is sent by every request: its path has no {{names}} in it.')
  .meta({ description: "A relative path counts from the plan's own file." });
const TYPE_TEXT = 'Write a media type such as "image/png".';
const type = z
  .string({ error: TYPE_TEXT })
  .trim()
  .regex(/^$|^[!#$%&'*+\-.^_`|~0-9A-Za-z]+\/[!#$%&'*+\-.^_`|~0-9A-Za-z]+(?:\s*;[ -~]*)?$/, TYPE_TEXT)
  .refine((text) => !hasHoles(text), 'A media type has no {{names}} in it.');

const PART_TEXT = 'A field has a "value" or a "file".';
const part = z
  .strictObject({
    name: z.string({ error: 'Write the name of the field.' }),
    value: scalar.optional(),
    file: file.optional(),
    fileName: z
      .string()
      .optional()
      .meta({ description: 'The file name that the server receives; default: the last part of the path.' }),
    type: type.optional().meta({ description: 'Content-Type of the field; default for a file: by its ending. Empty: none.' }),
    headers: headersSchema.optional(),
  })
  .superRefine(({ value, file: path, headers = {} }, context) => {
    if ((value === undefined) === (path === undefined)) context.addIssue({ code: 'custom', message: PART_TEXT });
    if (hasHoles(JSON.stringify(headers))) {
      const message = 'Headers within a form are the same in every request: they have no {{names}} in them.';
      context.addIssue({ code: 'custom', message, path: ['headers'] });
    }
  });
const multipartBody = z.strictObject({
  multipart: z
    .array(part, { error: 'Write a list of fields.' })
    .min(1, 'Add at least one field.')
    .max(200, 'A form has at most 200 fields.')
    .meta({ description: 'Fields and files of a form (multipart/form-data), in the order in which they are sent.' }),
});
const fileBody = z.strictObject({
  file,
  type: type.optional().meta({ description: 'Content-Type; default: by the ending of the file. Empty: none.' }),
});

const KINDS = 'Write a string, or an object with "json", "form", "multipart", "file" or "graphql".';
export const bodySchema = z
  .union([z.string(), jsonBody, formBody, multipartBody, fileBody, graphqlBody], { error: KINDS })
  .meta({ description: 'Sent unchanged if it is a string; other kinds set their Content-Type.' });

export type Body = z.output<typeof bodySchema>;
export type FormField = z.output<typeof part>;

/** The files in a body, each with its path within the body. */
export function filesOf(
  body: Body | undefined,
): readonly { readonly file: string; readonly path: readonly (string | number)[] }[] {
  if (typeof body !== 'object') return [];
  if ('file' in body) return [{ file: body.file, path: ['file'] }];
  if (!('multipart' in body)) return [];
  return body.multipart.flatMap(({ file: one }, at) =>
    one === undefined ? [] : [{ file: one, path: ['multipart', at, 'file'] }],
  );
}
