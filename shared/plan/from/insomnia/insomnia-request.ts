// Turns one request of Insomnia into a step. Pure.
import { clientCredentials } from '../imported/client-credentials.ts';
import { encodedTemplate } from '../imported/encoded-template.ts';
import { formParts, sentFilePath } from '../imported/form-parts.ts';
import { headersOf } from '../../plan-headers.ts';
import type { StepInput } from '../imported/imported.ts';
import { fieldsOf, isFields, listOf, textOf, within, type Fields } from '../imported/parts.ts';
import { isOff } from './insomnia-values.ts';

export interface RequestTools {
  readonly template: (text: string) => string;
  readonly say: (sentence: string) => void;
}

export function insomniaStep(request: Fields, tools: RequestTools): StepInput {
  const { template } = tools;
  const body = bodyOf(fieldsOf(request['body']), tools);
  const headers = pairsOf(request['headers']).map(([name, value]): [string, string] => [template(name), template(value)]);
  const auth = authOf(fieldsOf(request['authentication']), tools);
  if (auth.header !== null) headers.push(auth.header);
  const typed = body?.isTyped === true ? headers.filter(([name]) => name.toLowerCase() !== 'content-type') : headers;
  if (body !== null && body.type !== null && !typed.some(([name]) => name.toLowerCase() === 'content-type'))
    typed.push(['content-type', body.type]);
  const isOwn = typed.some(([name]) => name.toLowerCase() === 'authorization');
  return {
    name: textOf(request['name']).slice(0, 200),
    method: textOf(request['method']) || 'GET',
    url: urlOf(request, template, auth.query),
    ...(typed.length === 0 ? {} : { headers: headersOf(typed) }),
    ...(auth.auth === null || isOwn ? {} : { auth: auth.auth }),
    ...(body === null ? {} : { body: body.body }),
  };
}

function pairsOf(value: unknown): [string, string][] {
  return listOf(value)
    .filter(isFields)
    .filter((one) => !isOff(one) && textOf(one['name']) !== '')
    .map((one) => [textOf(one['name']), textOf(one['value'])]);
}

function urlOf(request: Fields, template: (text: string) => string, more: string | null): string {
  const values = new Map(pairsOf(request['pathParameters']));
  const given = textOf(request['url'])
    .trim()
    .replaceAll(/(?<=[^:/]\/):([A-Za-z_][\w-]*)/g, (whole, name: string) => values.get(name) ?? whole);
  const whole = /^(?:[a-z]+:\/\/|\{[{%])/i.test(given) ? given : `http://${given}`;
  const query = pairsOf(request['parameters']).map(
    ([name, value]) => `${encodedTemplate(template(name))}=${encodedTemplate(template(value))}`,
  );
  if (more !== null) query.push(more);
  const url = template(whole);
  return query.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${query.join('&')}`;
}

interface ReadBody {
  readonly body: NonNullable<StepInput['body']>;
  readonly type: string | null;
  /** True if the body sets its own type, whatever the headers say. */
  readonly isTyped?: boolean;
}

function bodyOf(body: Fields, { template, say }: RequestTools): ReadBody | null {
  const type = textOf(body['mimeType']);
  const fields = listOf(body['params'])
    .filter(isFields)
    .filter((one) => !isOff(one) && textOf(one['name']) !== '');
  if (type.startsWith('multipart/') && fields.length > 0) return multipart(fields, template, say);
  if (/x-www-form-urlencoded/.test(type) && fields.length > 0) {
    const text = fields
      .map((one) => `${encodedTemplate(template(textOf(one['name'])))}=${encodedTemplate(template(textOf(one['value'])))}`)
      .join('&');
    return { body: text, type };
  }
  if (textOf(body['fileName']) !== '') {
    say(`its body is the file ${textOf(body['fileName'])}, which must be there when the plan runs.`);
    return { body: { file: sentFilePath(textOf(body['fileName'])) }, type: null };
  }
  const text = textOf(body['text']);
  if (text === '') return null;
  return type === 'application/graphql' ? graphql(text, template) : { body: template(text), type: type === '' ? null : type };
}

function multipart(
  fields: readonly Fields[],
  template: (text: string) => string,
  say: (sentence: string) => void,
): ReadBody | null {
  const parts = fields.map((one) => ({
    name: template(textOf(one['name'])),
    content: one['type'] === 'file' ? { file: textOf(one['fileName']) } : { value: template(textOf(one['value'])) },
  }));
  const body = formParts(parts, say);
  return body === null ? null : { body, type: null, isTyped: true };
}

function graphql(text: string, template: (text: string) => string): ReadBody {
  try {
    const given: unknown = JSON.parse(text);
    const query = textOf(within(given, 'query'));
    const operation = textOf(within(given, 'operationName'));
    const variables = within(given, 'variables');
    const body = {
      graphql: query,
      ...(isFields(variables) ? { variables: JSON.parse(template(JSON.stringify(variables))) } : {}),
      ...(operation === '' ? {} : { operation }),
    };
    if (query !== '') return { body, type: null, isTyped: true };
  } catch {
    // A query with template tags in it is not valid JSON, so it is sent as plain text.
  }
  return { body: template(text), type: 'application/json', isTyped: true };
}

interface ReadAuth {
  readonly auth: NonNullable<StepInput['auth']> | null;
  readonly header: [string, string] | null;
  readonly query: string | null;
}

const NO_AUTH: ReadAuth = { auth: null, header: null, query: null };

function authOf(given: Fields, { template, say }: RequestTools): ReadAuth {
  const type = textOf(given['type']);
  if (isOff(given) || type === '' || type === 'none') return NO_AUTH;
  const text = (name: string): string => template(textOf(given[name]));
  switch (type) {
    case 'basic':
      return { ...NO_AUTH, auth: { type: 'basic', user: text('username'), password: text('password') } };
    case 'bearer': {
      const prefix = textOf(given['prefix']);
      if (text('token') === '') return NO_AUTH;
      return prefix === '' || prefix === 'Bearer'
        ? { ...NO_AUTH, auth: { type: 'bearer', token: text('token') } }
        : { ...NO_AUTH, header: ['Authorization', `${prefix} ${text('token')}`] };
    }
    case 'apikey':
      if (text('key') === '') return NO_AUTH;
      return given['addTo'] === 'queryParams'
        ? { ...NO_AUTH, query: `${text('key')}=${text('value')}` }
        : { ...NO_AUTH, header: [text('key'), text('value')] };
    case 'digest':
      return { ...NO_AUTH, auth: { type: 'digest', user: text('username'), password: text('password') } };
    default: {
      const auth = type === 'oauth2' && given['grantType'] === 'client_credentials' ? credentialsOf(given, text) : null;
      if (auth === null) say(`${type} authentication was not carried over.`);
      return { ...NO_AUTH, auth };
    }
  }
}

function credentialsOf(given: Fields, text: (name: string) => string): ReadAuth['auth'] {
  return clientCredentials({
    tokenUrl: text('accessTokenUrl'),
    clientId: text('clientId'),
    clientSecret: text('clientSecret'),
    scope: text('scope'),
    audience: text('audience'),
    resource: text('resource'),
    isInBody: given['credentialsInBody'] === true,
  });
}
