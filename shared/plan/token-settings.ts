// How an access token is requested with client credentials (RFC 6749, 4.4): the settings of a plan, and the fields of the form
// that they become. It knows neither steps nor the engine.
import { z } from 'zod';
import { hasHoles } from './journey/template.ts';
import { isSecretField } from './secret.ts';
import { urlFault } from './url-fault.ts';

const tokenUrl = z.string({ error: 'Write the URL of the token endpoint.' }).superRefine((url, context) => {
  const fault = hasHoles(url) ? null : urlFault(url);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});

const LIST_TEXT = 'Write a string, or a list of them.';
const texts = z.union([z.string(), z.array(z.string())], { error: LIST_TEXT });
const scalar = z.union([z.string(), z.number(), z.boolean()], { error: 'Write a string, a number, true or false.' });

export const oauth2Schema = z
  .strictObject({
    type: z.literal('oauth2'),
    tokenUrl,
    clientId: z.string({ error: 'Write the client ID.' }).min(1, 'Write the client ID.'),
    clientSecret: z.string({ error: 'Write the client secret, such as {{CLIENT_SECRET}}.' }),
    scope: texts
      .transform((scope) => (typeof scope === 'string' ? scope : scope.join(' ')))
      .optional()
      .meta({ description: 'Separated by blanks, or a list.' }),
    audience: texts.optional().meta({ description: 'The API that the token is for; a list repeats the field.' }),
    resource: texts.optional().meta({ description: 'The resource that the token is for (RFC 8707); a list repeats the field.' }),
    params: z
      .record(
        z.string(),
        z.union([scalar, z.array(scalar)], { error: 'Write a string, a number, true or false, or a list of them.' }),
      )
      .optional()
      .meta({
        description:
          'Other fields of the form that an endpoint requires; a list repeats its field. They take the place of fields of the same name, even of "grant_type".',
      }),
    sendIn: z
      .enum(['header', 'body'], { error: 'Write "header" or "body".' })
      .default('header')
      .meta({ description: 'How ID and secret reach the token endpoint: as basic authentication, or as fields of the form.' }),
  })
  .meta({
    description:
      'Client credentials (RFC 6749, 4.4): one token for all users, fetched before the run and again before it expires.',
  });

export type OAuth2 = z.output<typeof oauth2Schema>;

/** The fields of the form in order; their texts may have holes. Empty ones are left out: some endpoints refuse them. */
export function tokenForm(auth: OAuth2): readonly (readonly [name: string, text: string])[] {
  const { scope = '', audience = [], resource = [], params = {}, clientId, clientSecret, sendIn } = auth;
  const own = [
    ['grant_type', 'client_credentials'] as const,
    ...fieldsOf('scope', scope),
    ...fieldsOf('audience', audience),
    ...fieldsOf('resource', resource),
    ...(sendIn === 'body' ? [['client_id', clientId] as const, ['client_secret', clientSecret] as const] : []),
  ];
  const more = Object.entries(params).flatMap(([name, value]) => fieldsOf(name, value));
  return [...own.filter(([name]) => !Object.hasOwn(params, name)), ...more];
}

function fieldsOf(
  name: string,
  value: string | number | boolean | readonly (string | number | boolean)[],
): readonly (readonly [string, string])[] {
  return [value]
    .flat()
    .map(String)
    .filter((text) => text !== '')
    .map((text) => [name, text] as const);
}

/** The parts of it that must be hidden. */
export function secretsOfToken({ clientSecret, params = {} }: OAuth2): readonly string[] {
  return [
    clientSecret,
    ...Object.entries(params).flatMap(([name, value]) => (isSecretParam(name) ? [value].flat().map(String) : [])),
  ];
}

export function withTokenSecret(auth: OAuth2, secret: string): OAuth2 {
  const { params } = auth;
  if (params === undefined) return { ...auth, clientSecret: secret };
  const hidden = Object.entries(params).map(([name, value]) => [name, isSecretParam(name) ? secret : value] as const);
  return { ...auth, clientSecret: secret, params: Object.fromEntries(hidden) };
}

/** A signed assertion takes the place of a secret (RFC 7523). */
export function isSecretParam(name: string): boolean {
  return isSecretField(name) || /assertion$/i.test(name);
}
