// How the requests of a plan authenticate. It knows neither steps nor the engine.
import { z } from 'zod';
import { headerPairs, type Headers } from './plan-headers.ts';
import { oauth2Schema, secretsOfToken, withTokenSecret } from './token-settings.ts';

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

const digest = z
  .strictObject({
    type: z.literal('digest'),
    user: z.string({ error: 'Write a user name.' }),
    password: z.string({ error: 'Write a password; it may be empty.' }),
  })
  .meta({ description: 'RFC 7616: a user responds to the challenge of the server once, and again when it expires.' });

export const authSchema = z
  .discriminatedUnion('type', [basic, bearer, digest, oauth2Schema], {
    error: 'Choose a type of authentication: "basic", "bearer", "digest" or "oauth2".',
  })
  .meta({ description: "Sent as the Authorization header; a step's own takes the place of its scenario's." });

export type Auth = z.output<typeof authSchema>;

/** The parts of it that must be hidden. */
export function secretsOfAuth(auth: Auth): readonly string[] {
  switch (auth.type) {
    case 'basic':
    case 'digest':
      return [auth.password];
    case 'bearer':
      return [auth.token];
    case 'oauth2':
      return secretsOfToken(auth);
  }
}

/** Replaces the parts that must be hidden. */
export function withSecret(auth: Auth, secret: string): Auth {
  switch (auth.type) {
    case 'basic':
    case 'digest':
      return { ...auth, password: secret };
    case 'bearer':
      return { ...auth, token: secret };
    case 'oauth2':
      return withTokenSecret(auth, secret);
  }
}

/** What is wrong if there are authentication settings and also a header that does the same; null if nothing is. */
export function authFault(auth: Auth | undefined, headers: Headers): string | null {
  if (auth === undefined || !headerPairs(headers).some(([name]) => name.toLowerCase() === 'authorization')) return null;
  return 'This step has an Authorization header already. Remove it or the authentication.';
}
