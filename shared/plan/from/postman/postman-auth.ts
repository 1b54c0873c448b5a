// Turns Postman's authentication into that of a plan. Pure.
import type { AuthInput } from '../imported/imported.ts';
import { clientCredentials } from '../imported/client-credentials.ts';
import { fieldsOf, isFields, listOf, textOf } from '../imported/parts.ts';

export type ReadAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'auth'; readonly auth: AuthInput }
  | { readonly kind: 'header' | 'query'; readonly name: string; readonly value: string }
  | { readonly kind: 'unknown'; readonly words: string };

/** Reads the "auth" of a request, folder or collection; returns null if it says nothing. */
export function postmanAuth(value: unknown, template: (text: string) => string): ReadAuth | null {
  if (!isFields(value)) return null;
  const type = textOf(value['type']);
  const fields = settingsOf(value[type]);
  const text = (name: string): string => template(fields.get(name) ?? '');
  switch (type) {
    case '':
    case 'noauth':
      return { kind: 'none' };
    case 'basic':
      return { kind: 'auth', auth: { type: 'basic', user: text('username'), password: text('password') } };
    case 'bearer':
      return bearer(text('token'));
    case 'apikey':
      return text('key') === ''
        ? { kind: 'none' }
        : { kind: fields.get('in') === 'query' ? 'query' : 'header', name: text('key'), value: text('value') };
    case 'digest':
      return { kind: 'auth', auth: { type: 'digest', user: text('username'), password: text('password') } };
    case 'oauth2':
      return oauth2(text, tokenParams(value[type], template));
    default:
      return { kind: 'unknown', words: NAMES[type] ?? type };
  }
}

const NAMES: Readonly<Record<string, string>> = {
  awsv4: 'AWS Signature',
  edgegrid: 'Akamai EdgeGrid',
  hawk: 'Hawk',
  jwt: 'JWT Bearer',
  ntlm: 'NTLM',
  oauth1: 'OAuth 1',
  asap: 'ASAP',
};

/** As in Postman, an existing token is used first. */
function oauth2(text: (name: string) => string, params: readonly (readonly [string, string])[]): ReadAuth {
  if (text('accessToken') !== '') return bearer(text('accessToken'));
  const auth = clientCredentials({
    tokenUrl: text('accessTokenUrl'),
    clientId: text('clientId'),
    clientSecret: text('clientSecret'),
    scope: text('scope'),
    audience: text('audience'),
    resource: text('resource'),
    params,
    isInBody: text('client_authentication') === 'body',
  });
  const isFetched = text('grant_type') === 'client_credentials' && auth !== null;
  return isFetched ? { kind: 'auth', auth } : { kind: 'unknown', words: 'OAuth 2' };
}

/** The fields that are added to the request of a token; those of headers and of the URL are not carried over. */
function tokenParams(value: unknown, template: (text: string) => string): readonly (readonly [string, string])[] {
  const given = listOf(value)
    .filter(isFields)
    .find(({ key }) => key === 'tokenRequestParams');
  return listOf(given?.['value'])
    .filter(isFields)
    .filter((one) => one['enabled'] !== false && (textOf(one['send_as']) || 'request_body') === 'request_body')
    .map((one) => [textOf(one['key']), template(textOf(one['value']))] as const);
}

function bearer(token: string): ReadAuth {
  return token.trim() === '' ? { kind: 'none' } : { kind: 'auth', auth: { type: 'bearer', token: token.trim() } };
}

/** A list of keys and values since version 2.1, an object before. */
function settingsOf(value: unknown): ReadonlyMap<string, string> {
  if (Array.isArray(value))
    return new Map(
      listOf(value)
        .filter(isFields)
        .map((one) => [textOf(one['key']), textOf(one['value'])]),
    );
  return new Map(Object.entries(fieldsOf(value)).map(([key, one]) => [key, textOf(one)]));
}
