// The schema for the checks of a step: "checks": [{ "status": "2xx" }, { "json": "$.items", "count": "> 0" }].
import { z } from 'zod';
import { isStatusText, parseAmount, parseTimeAmount } from './amount.ts';
import { fixedName, jsonPathFault, patternFault } from './extract-schema.ts';
import { hasHoles } from './template.ts';
import type { JsonValue } from './value.ts';

const name = z
  .string()
  .trim()
  .min(1, 'Give the check a name.')
  .max(200)
  .optional()
  .meta({ description: 'The name that thresholds use; default: the condition itself.' });
const STATUS_TEXT = 'Write a status such as 200, "2xx", or a list of them.';
const oneStatus = z.union(
  [
    z.int().min(100, STATUS_TEXT).max(599, STATUS_TEXT),
    z.string().refine((text) => hasHoles(text) || isStatusText(text), STATUS_TEXT),
  ],
  { error: STATUS_TEXT },
);
// An amount with a hole in it is only known during the journey.
const AMOUNT_TEXT = 'Write a number, or a comparison such as "> 0".';
const amount = z
  .union([z.string(), z.number()], { error: AMOUNT_TEXT })
  .transform(String)
  .refine((text) => hasHoles(text) || parseAmount(text) !== null, AMOUNT_TEXT);
const pattern = z.string().superRefine((text, context) => {
  const message = patternFault(text);
  if (message !== null) context.addIssue({ code: 'custom', message });
});

const json: z.ZodType<JsonValue, JsonValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
);

const statusCheck = z.strictObject({
  name,
  status: z.union([oneStatus, z.array(oneStatus).min(1, STATUS_TEXT)], { error: STATUS_TEXT }),
});
const jsonCheck = z.strictObject({
  name,
  json: z.string().superRefine((path, context) => {
    const message = jsonPathFault(path);
    if (message !== null) context.addIssue({ code: 'custom', message });
  }),
  is: json.optional().meta({ description: 'Equal to this value; {{name}} stands for a value of the journey.' }),
  isNot: json.optional(),
  contains: z.string().optional(),
  matches: pattern.optional(),
  value: amount.optional().meta({ description: 'A number, compared: "> 0".' }),
  count: amount.optional().meta({ description: 'How many values the path finds, or the length of the one list it finds.' }),
  exists: z.boolean().optional(),
});
const headerCheck = z.strictObject({
  name,
  header: fixedName('header'),
  is: z.string().optional(),
  contains: z.string().optional(),
  matches: pattern.optional(),
  exists: z.boolean().optional(),
});
const BODY_TEXT = 'Write "contains", "not-contains", "is" or "matches".';
const bodyCheck = z.strictObject({
  name,
  body: z.enum(['contains', 'not-contains', 'is', 'matches'], { error: BODY_TEXT }),
  value: z.string({ error: 'Write the text to look for.' }),
});
const TIME_TEXT = 'Write a time such as "< 500ms" or "< 2s".';
const timeCheck = z.strictObject({
  name,
  time: z
    .string({ error: TIME_TEXT })
    .refine((text) => hasHoles(text) || parseTimeAmount(text) !== null, TIME_TEXT)
    .meta({ description: 'Sent to last byte.' }),
});

const CHECK_TEXT = 'A check asks for one of "status", "json", "header", "body" or "time".';
const fields = z.union([statusCheck, jsonCheck, headerCheck, bodyCheck, timeCheck], { error: CHECK_TEXT });

export const checksSchema = z
  .array(
    fields.superRefine((check, context) => {
      if ('body' in check && check.body === 'matches') {
        const message = patternFault(check.value);
        if (message !== null) context.addIssue({ code: 'custom', message, path: ['value'] });
      }
    }),
  )
  .max(100, 'A step has at most 100 checks.')
  .meta({ description: 'Evaluated on every response; a failed check fails the request.' });

export type Check = z.output<typeof checksSchema>[number];
