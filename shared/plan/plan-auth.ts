// How a plan's requests say who sends them. Knows no steps and no engine.
import { z } from 'zod';
import { headerPairs, type Headers } from './plan-headers.ts';

const basic = z.strictObject({
  type: z.literal('basic'),
  user: z
    .string({ error: 'Write a user name.' })
    .regex(/^[^:\u0000-\u001f\u007f]*$/, 'A user name for basic authentication has no colon.'),
  password: z.string({ error: 'Write a password; it may be empty.' }),
});

const bearer = z.strictObject({
  type: z.literal('bearer'),
  token: z
    .string({ error: 'Write the token.' })
    .trim()
    .min(1, 'Write the token.')
    .regex(/^[\u0021-\u007e]*$/, 'A token has no spaces or line breaks. Write it without "Bearer".'),
});

export const authSchema = z
  .discriminatedUnion('type', [basic, bearer], { error: 'Choose a type of authentication: "basic" or "bearer".' })
  .meta({ description: "Sent as the Authorization header; a step's own takes the place of its scenario's." });

export type Auth = z.output<typeof authSchema>;

/** What is wrong with fields for authentication beside a header of the same meaning, or null. */
export function authFault(auth: Auth | undefined, headers: Headers): string | null {
  if (auth === undefined || !headerPairs(headers).some(([name]) => name.toLowerCase() === 'authorization')) return null;
  return 'This step has an Authorization header already. Remove it or the authentication.';
}
