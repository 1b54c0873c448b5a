// Turns a request of Bruno into a step, including what it inherits from its folders and its collection. Pure.
import { headersOf } from '../../plan-headers.ts';
import { urlEncoded } from '../curl-body.ts';
import { readResponseScript, type ReadHandler } from '../http-file/response-script.ts';
import { clientCredentials } from '../imported/client-credentials.ts';
import { encodedTemplate } from '../imported/encoded-template.ts';
import { formParts, sentFilePath } from '../imported/form-parts.ts';
import type { StepInput } from '../imported/imported.ts';
import type { OwnNames } from '../imported/own-names.ts';
import { isFields } from '../imported/parts.ts';
import { shorten } from '../../../shorten.ts';
import { assertChecks } from './bru-asserts.ts';
import type { BrunoAuth, BrunoBody, BrunoCall, BrunoItem, BrunoPair } from './bruno-item.ts';

interface Surroundings {
  /** The collection first, then its folders from the outside in. */
  readonly above: readonly BrunoItem[];
  readonly names: OwnNames;
  /** Receives a sentence about what is left out. */
  readonly say: (sentence: string) => void;
}

export function brunoStep(item: BrunoItem, call: BrunoCall, { above, names, say }: Surroundings): StepInput {
  const template = (text: string): string => names.template(text);
  const body = call.body === null ? null : bodyOf(call.body, template, say);
  const headers = inheritedHeaders([...above, item]).map((one): [string, string] => [one.name, template(one.value)]);
  const typed = body?.isTyped === true ? headers.filter(([one]) => one.toLowerCase() !== 'content-type') : headers;
  if (body?.type !== undefined && !typed.some(([one]) => one.toLowerCase() === 'content-type'))
    typed.push(['content-type', body.type]);
  const auth = authOf(effectiveAuth(item, above), template, say);
  if (auth.header !== null) typed.push(auth.header);
  const isOwn = typed.some(([one]) => one.toLowerCase() === 'authorization');
  const url = template(urlWith(call.url, call.pathParameters));
  return {
    ...(item.name === '' ? {} : { name: item.name.slice(0, 200) }),
    method: call.method,
    url: auth.query === null ? url : `${url}${url.includes('?') ? '&' : '?'}${auth.query}`,
    ...(typed.length === 0 ? {} : { headers: headersOf(typed) }),
    ...(auth.auth === undefined || isOwn ? {} : { auth: auth.auth }),
    ...(body === null ? {} : { body: body.body }),
    ...judged(item, above, names, say),
  };
}

/** A header that is closer to the request replaces the same header further out. */
function inheritedHeaders(items: readonly BrunoItem[]): readonly BrunoPair[] {
  return items.flatMap(({ headers }, at) =>
    headers.filter(
      ({ name }) =>
        !items.slice(at + 1).some((inner) => inner.headers.some((one) => one.name.toLowerCase() === name.toLowerCase())),
    ),
  );
}

interface ReadBody {
  readonly body: NonNullable<StepInput['body']>;
  readonly type?: string;
  /** True if Onrush writes the Content-Type. */
  readonly isTyped?: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  sparql: 'application/sparql-query',
};

function bodyOf(given: BrunoBody, template: (text: string) => string, say: (sentence: string) => void): ReadBody | null {
  switch (given.kind) {
    case 'text':
      return given.text === '' ? null : { body: template(given.text), type: TYPES[given.type] ?? 'text/plain' };
    case 'fields':
      return {
        body: given.fields.map(({ name, value }) => `${urlEncoded(name)}=${encodedTemplate(template(value))}`).join('&'),
        type: 'application/x-www-form-urlencoded',
      };
    case 'form': {
      const parts = given.parts.map((part) =>
        'value' in part.content ? { ...part, content: { value: template(part.content.value) } } : part,
      );
      const body = formParts(parts, say);
      return body === null ? null : { body, isTyped: true };
    }
    case 'graphql': {
      const variables = parsed(template(given.variables));
      if (variables === null && given.variables.trim() !== '')
        say('the variables of its GraphQL query are not JSON, so they were left out.');
      return given.query === ''
        ? null
        : { body: { graphql: given.query, ...(variables === null ? {} : { variables }) }, isTyped: true };
    }
    case 'file':
      say(`its body is the file ${given.path || '(no name)'}, which must be there when the plan runs.`);
      return { body: { file: sentFilePath(given.path) }, ...(given.type === '' ? {} : { type: given.type }) };
  }
}

/** The parts of a step that the authentication becomes. */
interface ReadAuth {
  readonly auth: StepInput['auth'];
  readonly header: [string, string] | null;
  readonly query: string | null;
}

/** "inherit" means the nearest folder with authentication, or finally the collection. */
function effectiveAuth({ auth }: BrunoItem, above: readonly BrunoItem[]): BrunoAuth {
  if (auth.mode !== 'inherit') return auth;
  return (
    above.map((one) => one.auth).findLast(({ mode }) => mode !== 'inherit' && mode !== 'none') ?? { mode: 'none', fields: [] }
  );
}

function authOf({ mode, fields }: BrunoAuth, template: (text: string) => string, say: (sentence: string) => void): ReadAuth {
  const none = { auth: undefined, header: null, query: null };
  const values = new Map(fields.map(({ name, value }) => [name, template(value)]));
  const text = (name: string): string => values.get(name) ?? '';
  if (mode === 'none' || mode === '') return none;
  if (mode === 'basic' || mode === 'digest')
    return { ...none, auth: { type: mode, user: text('username'), password: text('password') } };
  if (mode === 'bearer') return text('token') === '' ? none : { ...none, auth: { type: 'bearer', token: text('token') } };
  const auth = mode === 'oauth2' && text('grant_type') === 'client_credentials' ? credentialsOf(text) : null;
  if (auth !== null) return { ...none, auth };
  if (mode === 'apikey' && text('key') !== '')
    return text('placement').startsWith('query')
      ? { ...none, query: `${text('key')}=${text('value')}` }
      : { ...none, header: [text('key'), text('value')] };
  say(`${mode} authentication was not carried over.`);
  return none;
}

function credentialsOf(text: (name: string) => string): ReturnType<typeof clientCredentials> {
  return clientCredentials({
    tokenUrl: text('access_token_url'),
    clientId: text('client_id'),
    clientSecret: text('client_secret'),
    scope: text('scope'),
    audience: text('audience'),
    resource: text('resource'),
    isInBody: text('credentials_placement') === 'body',
  });
}

/** Checks of a collection apply to each of its requests, but what its scripts extract is not in every response. */
function judged(
  item: BrunoItem,
  above: readonly BrunoItem[],
  names: OwnNames,
  say: (sentence: string) => void,
): Pick<StepInput, 'extract' | 'checks'> {
  const read = (script: string): ReadHandler => readResponseScript(script, (name) => names.of(name));
  const own = read(item.script);
  const extract = { ...own.extract };
  for (const { name, value } of item.taken) {
    const source = takenValue(value);
    if (source === null) say(`the value “${name}” is ${shorten(value)} in Bruno, which was not carried over.`);
    else extract[names.of(name)] = source;
  }
  const { checks, rest } = assertChecks(item.asserted);
  for (const one of [...rest, ...own.rest.slice(0, 1)]) say(`a test was not carried over: ${shorten(one)}`);
  if (item.hasScriptBefore) say('a script that runs before the request was not carried over.');
  const all = [...above.flatMap((one) => read(one.script).checks), ...checks, ...own.checks];
  return { ...(Object.keys(extract).length === 0 ? {} : { extract }), ...(all.length === 0 ? {} : { checks: all }) };
}

function urlWith(url: string, parameters: readonly BrunoPair[]): string {
  const whole = /^(?:[a-z]+:\/\/|\{\{)/i.test(url) ? url : `http://${url}`;
  return whole.replaceAll(
    /(?<=[^:/]\/):([A-Za-z_][\w-]*)/g,
    (_, name: string) => parameters.find((one) => one.name === name)?.value || `{{${name}}}`,
  );
}

function parsed(text: string): NonNullable<Extract<NonNullable<StepInput['body']>, { graphql: string }>['variables']> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

type Source = NonNullable<StepInput['extract']>[string];

/** What an expression of Bruno consists of: "res.body.token", "res('items[0].id')", "res.headers['x-id']". */
const STEPS = String.raw`((?:\??\.[A-Za-z_$][\w$]*|\[\d+\])*)`;
const BODY = new RegExp(String.raw`^res\.(?:body|getBody\(\s*\))${STEPS}$`);
const QUERY = new RegExp(String.raw`^res\(\s*(["'])([A-Za-z_$]?[\w$]*)${STEPS}\1\s*\)$`);
const HEADER = /^res\.(?:headers(?:\.([\w-]+)|\[\s*["']([\w-]+)["']\s*\])|getHeader\(\s*["']([\w-]+)["']\s*\))$/;

/** Parses an expression that extracts a value from a response. Returns null if a plan cannot extract it. */
function takenValue(given: string): Source | null {
  const expression = given.trim().replace(/^\{\{\s*|\s*\}\}$|\s*;$/g, '');
  const [, steps] = BODY.exec(expression) ?? [];
  if (steps !== undefined) return { json: `$${steps.replaceAll('?.', '.')}` };
  const [isQuery, , first = '', more = ''] = QUERY.exec(expression) ?? [];
  if (isQuery !== undefined && first !== '') return { json: `$.${first}${more}` };
  const [, plain, quoted, asked] = HEADER.exec(expression) ?? [];
  const header = plain ?? quoted ?? asked;
  return header === undefined ? null : { header };
}
