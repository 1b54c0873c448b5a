// The steps of a plan: a union on `kind`. The only kind so far is a request with what is done with its response.
import { oneLine } from './one-line.ts';
import { z } from 'zod';
import { bodySchema } from './journey/body-schema.ts';
import { journeyStepFields } from './journey/journey-schema.ts';
import { hasHoles } from './journey/template.ts';
import { judgedOnce } from './judged-once.ts';
import { authFault, authSchema } from './plan-auth.ts';
import { headersSchema } from './headers-schema.ts';
import { urlFault } from './url-fault.ts';

const url = z.string({ error: 'Write the URL to load, such as http://127.0.0.1:8080/.' }).transform((input, context) => {
  // A URL with holes is checked together with the variables of its plan.
  const fault = hasHoles(input) ? null : urlFault(input);
  if (fault === null) return input.trim();
  context.addIssue({ code: 'custom', message: fault });
  return z.NEVER;
});

/** Names of methods are case-sensitive, and servers know these in capitals only (RFC 9110, 9.1). */
function inCapitals(method: string): string {
  return /^(?:get|head|post|put|patch|delete|options|trace)$/i.test(method) ? method.toUpperCase() : method;
}

/** A plan may leave it out. */
const REQUEST = 'request' as const;

const requestStep = z
  .strictObject({
    kind: z.literal(REQUEST).optional().meta({ description: 'What the step does; default: "request".' }),
    name: z
      .string()
      .overwrite(oneLine)
      .max(200)
      .optional()
      .meta({ description: 'Shown in charts and the CSV; default: method and path.' }),
    method: z
      .string()
      .overwrite(inCapitals)
      .regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, 'Write an HTTP method such as GET or POST, without spaces.')
      .refine(
        (method) => method.toUpperCase() !== 'CONNECT',
        'CONNECT opens a tunnel and cannot be loaded; choose another method.',
      )
      .default('GET'),
    url,
    headers: headersSchema.default({}),
    auth: authSchema.optional(),
    body: bodySchema.optional(),
    ...journeyStepFields,
  })
  .superRefine(({ auth, headers: all }, context) => {
    const message = authFault(auth, all);
    if (message !== null) context.addIssue({ code: 'custom', message, path: ['auth'] });
  })
  .transform(({ kind = REQUEST, name, ...rest }) => ({
    kind,
    name: name === undefined || name === '' ? automaticStepName(rest) : name,
    ...rest,
  }));

/** Each kind is a member here; code that handles steps switches on the kind and ends in `assertNever`. */
export const stepSchema = judgedOnce(
  z.discriminatedUnion('kind', [requestStep], {
    error: ({ code }) => (code === 'invalid_union' ? 'Write "request" as the kind, or leave it out.' : undefined),
  }),
);

/** The default name of a step: method and path. */
export function automaticStepName({ method, url }: { method: string; url: string }): string {
  const path = /^(?:[a-z]+:\/\/|\{\{[^}]*\}\})[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? '';
  return `${method} ${path === '' ? '/' : path}`.slice(0, 200);
}
