// How an operation authenticates its caller: the first scheme that a plan supports. Values are secrets, so only their names
// appear. Pure.
import { clientCredentials } from '../imported/client-credentials.ts';
import type { AuthInput } from '../imported/imported.ts';
import { fieldsOf, isFields, listOf, textOf } from '../imported/parts.ts';
import type { ApiDocument } from './document.ts';
import { tokenNote } from './token-note.ts';

export interface Credentials {
  readonly auth: AuthInput | null;
  readonly headers: readonly [string, string][];
  readonly query: readonly string[];
  readonly secrets: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** Schemes that were not imported. */
  readonly unknown: readonly string[];
  /** What a person has to do, in sentences about the scheme. */
  readonly notes: readonly string[];
}

const NONE: Credentials = { auth: null, headers: [], query: [], secrets: [], variables: {}, unknown: [], notes: [] };

const BEARER: Credentials = { ...NONE, auth: { type: 'bearer', token: '{{TOKEN}}' }, secrets: ['TOKEN'] };

export function credentialsFor(operation: Readonly<Record<string, unknown>>, document: ApiDocument): Credentials {
  const ways = listOf(operation['security'] ?? document.root['security']).filter(isFields);
  if (ways.length === 0 || ways.some((way) => Object.keys(way).length === 0)) return NONE;
  const read = ways.map((way) => Object.keys(way).map((name) => schemeOf(name, listOf(way[name]).map(textOf), document)));
  const best = read.find((schemes) => schemes.every(({ unknown }) => unknown.length === 0)) ?? read[0] ?? [];
  return best.reduce(joined, NONE);
}

function joined(one: Credentials, other: Credentials): Credentials {
  return {
    auth: one.auth ?? other.auth,
    headers: [...one.headers, ...other.headers],
    query: [...one.query, ...other.query],
    secrets: [...one.secrets, ...other.secrets],
    variables: { ...one.variables, ...other.variables },
    unknown: [...one.unknown, ...other.unknown],
    notes: [...one.notes, ...other.notes],
  };
}

function schemeOf(name: string, scopes: readonly string[], document: ApiDocument): Credentials {
  const schemes = document.isSwagger
    ? document.root['securityDefinitions']
    : fieldsOf(document.root['components'])['securitySchemes'];
  const scheme = document.fields(fieldsOf(schemes)[name]);
  const type = textOf(scheme['type']);
  const way = textOf(scheme['scheme']).toLowerCase();
  const isOnlyKey = Object.values(fieldsOf(schemes)).filter((one) => document.fields(one)['type'] === 'apiKey').length < 2;
  if (type === 'apiKey') return apiKey(textOf(scheme['in']), textOf(scheme['name']), isOnlyKey);
  if (type === 'basic' || (type === 'http' && way === 'basic')) return byPassword('basic');
  if (type === 'http' && way === 'digest') return byPassword('digest');
  const token = type === 'oauth2' ? tokenUrlOf(scheme) : '';
  if (token !== '') return byClient(token, scopes);
  if (type === 'http' && way === 'bearer') return BEARER;
  if (type === 'oauth2' || type === 'openIdConnect') return { ...BEARER, notes: [tokenNote(name, scheme)] };
  return { ...NONE, unknown: [way || type || name] };
}

/** `isOnlyKey`: if there are several keys, each is named after its header or parameter. */
function apiKey(place: string, name: string, isOnlyKey: boolean): Credentials {
  const secret = isOnlyKey
    ? 'API_KEY'
    : name
        .replaceAll(/\W+/g, '_')
        .replace(/^(?=\d)/, '_')
        .toUpperCase() || 'API_KEY';
  const hole = `{{${secret}}}`;
  if (place === 'query') return { ...NONE, query: [`${name}=${hole}`], secrets: [secret] };
  if (place === 'cookie') return { ...NONE, headers: [['cookie', `${name}=${hole}`]], secrets: [secret] };
  return { ...NONE, headers: [[name, hole]], secrets: [secret] };
}

function byPassword(type: 'basic' | 'digest'): Credentials {
  const auth = { type, user: '{{user}}', password: '{{PASSWORD}}' } as const;
  return { ...NONE, auth, secrets: ['PASSWORD'], variables: { user: 'user' } };
}

/** Where a client fetches a token by itself; "" where a person must take part, or the address is not complete. */
function tokenUrlOf(scheme: Readonly<Record<string, unknown>>): string {
  const own = fieldsOf(fieldsOf(scheme['flows'])['clientCredentials'])['tokenUrl'];
  const url = textOf(own ?? (scheme['flow'] === 'application' ? scheme['tokenUrl'] : ''));
  return /^https?:\/\/[^\s{}]+$/i.test(url) ? url : '';
}

function byClient(tokenUrl: string, scopes: readonly string[]): Credentials {
  const scope = scopes.join(' ');
  const given = { tokenUrl, clientId: '{{clientId}}', clientSecret: '{{CLIENT_SECRET}}', scope, isInBody: false };
  return { ...NONE, auth: clientCredentials(given), secrets: ['CLIENT_SECRET'], variables: { clientId: 'client' } };
}
