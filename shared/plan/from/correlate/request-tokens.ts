// The parts of a recorded request that may hold a value from an earlier response, each with how to put a name in its place. Pure.
import { headerPairs, headersOf } from '../../plan-headers.ts';
import { urlEncoded } from '../curl-body.ts';
import type { StepInput } from '../imported/imported.ts';
import { isFields } from '../imported/parts.ts';
import { parseJson } from '../../journey/value.ts';

export interface RequestToken {
  readonly value: string;
  /** The name of its field, parameter or header; "" in a path. */
  readonly field: string;
  readonly place: 'path' | 'query' | 'header' | 'body';
}

/** Headers that browsers write by themselves. */
const BROWSER_HEADER =
  /^(?:user-agent|accept(?:-.*)?|content-.*|origin|referer|sec-.*|cookie|host|dnt|cache-control|pragma|priority|upgrade-insecure-requests|x-requested-with|if-modified-since|te|connection|range)$/i;

export function requestTokens(step: StepInput): readonly RequestToken[] {
  return [...urlTokens(step.url), ...headerTokens(step), ...bodyTokens(step.body)];
}

function urlTokens(url: string): readonly RequestToken[] {
  const [, path = '', query = ''] = /^(?:[a-z]+:\/\/[^/?#]*)?([^?]*)(?:\?(.*))?$/is.exec(url) ?? [];
  return [
    ...path
      .split('/')
      .filter((segment) => segment !== '')
      .map((segment): RequestToken => ({ value: decoded(segment), field: '', place: 'path' })),
    ...pairsOf(query).map(([field, value]): RequestToken => ({ value, field, place: 'query' })),
  ];
}

function headerTokens({ headers = {}, auth }: StepInput): readonly RequestToken[] {
  const tokens = headerPairs(headers)
    .filter(([name]) => !BROWSER_HEADER.test(name))
    .map(([field, value]): RequestToken => ({ value: value.replace(/^(?:Bearer|Token)\s+/i, ''), field, place: 'header' }));
  return auth?.type === 'bearer' ? [...tokens, { value: auth.token, field: 'authorization', place: 'header' }] : tokens;
}

function bodyTokens(body: StepInput['body']): readonly RequestToken[] {
  if (typeof body === 'string') {
    const parsed = /^\s*[{[]/.test(body) ? parseJson(body) : null;
    if (parsed !== null) return jsonTokens(parsed.value, '');
    return /^[^\s<{]*=/.test(body) ? pairsOf(body).map(([field, value]): RequestToken => ({ value, field, place: 'body' })) : [];
  }
  if (body === undefined) return [];
  if ('json' in body) return jsonTokens(body.json, '');
  if ('multipart' in body)
    return body.multipart.flatMap(({ name, value }) =>
      typeof value === 'string' ? [{ value, field: name, place: 'body' as const }] : [],
    );
  return 'form' in body ? jsonTokens(body.form, '') : [];
}

function jsonTokens(value: unknown, field: string): readonly RequestToken[] {
  if (Array.isArray(value)) return value.flatMap((one) => jsonTokens(one, field));
  if (isFields(value)) return Object.entries(value).flatMap(([key, one]) => jsonTokens(one, key));
  return typeof value === 'string' || typeof value === 'number' ? [{ value: String(value), field, place: 'body' }] : [];
}

function pairsOf(query: string): readonly (readonly [string, string])[] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [, name = '', value = ''] = /^([^=]*)=?([^]*)$/.exec(pair) ?? [];
      return [decoded(name.replaceAll('+', ' ')), decoded(value.replaceAll('+', ' '))] as const;
    });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The step with `{{name}}` wherever it holds the value as a whole part. */
export function withName(step: StepInput, value: string, name: string): StepInput {
  const hole = `{{${name}}}`;
  const { auth } = step;
  const headers = headerPairs(step.headers ?? {}).map(([header, text]): [string, string] => [
    header,
    BROWSER_HEADER.test(header)
      ? text
      : text === value
        ? hole
        : text.replace(new RegExp(String.raw`^((?:Bearer|Token)\s+)${escaped(value)}$`, 'i'), `$1${hole}`),
  ]);
  return {
    ...step,
    url: urlWith(step.url, value, hole),
    ...(step.headers === undefined ? {} : { headers: headersOf(headers) }),
    ...(auth?.type === 'bearer' && auth.token === value ? { auth: { ...auth, token: hole } } : {}),
    ...(step.body === undefined ? {} : { body: bodyWith(step.body, value, hole) }),
  };
}

function urlWith(url: string, value: string, hole: string): string {
  const start = value.startsWith('/') ? (/^[a-z]+:\/\/[^/?#]*/i.exec(url)?.[0] ?? '') : '';
  const rest = url.startsWith(start + value) ? url.slice(start.length + value.length) : null;
  // A whole address, as a Location header gives it.
  if (rest !== null && /^(?:[a-z]+:\/)?\//i.test(value) && /^(?:$|[/?&])/.test(rest)) return `${start}${hole}${rest}`;
  const [, origin = '', path = '', query] = /^([a-z]+:\/\/[^/?#]*)?([^?]*)(?:\?(.*))?$/is.exec(url) ?? [];
  const named = path
    .split('/')
    .map((segment) => (segment !== '' && decoded(segment) === value ? hole : segment))
    .join('/');
  return `${origin}${named}${query === undefined ? '' : `?${formWith(query, value, hole)}`}`;
}

function formWith(text: string, value: string, hole: string): string {
  return text
    .split('&')
    .map((pair) => {
      const [, name = '', given] = /^([^=]*)(?:=([^]*))?$/.exec(pair) ?? [];
      return given !== undefined && decoded(given.replaceAll('+', ' ')) === value ? `${name}=${hole}` : pair;
    })
    .join('&');
}

function bodyWith(body: NonNullable<StepInput['body']>, value: string, hole: string): NonNullable<StepInput['body']> {
  if (typeof body !== 'string') {
    const changed: NonNullable<StepInput['body']> = JSON.parse(JSON.stringify(body), (_, one: unknown) =>
      (typeof one === 'string' || typeof one === 'number') && String(one) === value ? hole : one,
    );
    return changed;
  }
  if (/^\s*[{[]/.test(body) && parseJson(body) !== null) return jsonTextWith(body, value, hole);
  if (!/^[^\s<{]*=/.test(body)) return body;
  // A value is encoded when it is sent where the form is an object.
  return formObject(body, value, hole) ?? formWith(body, value, hole);
}

/** Only whole strings and numbers; the text around them stays as it was. */
function jsonTextWith(text: string, value: string, hole: string): string {
  const quoted = JSON.stringify(value);
  const strings = text.replaceAll(/"(?:[^"\\]|\\.)*"(?!\s*:)/g, (one) => (one === quoted ? `"${hole}"` : one));
  if (!/^-?\d+(?:\.\d+)?$/.test(value)) return strings;
  return strings.replaceAll(/("(?:[^"\\]|\\.)*")|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (one, string: string | undefined) =>
    string === undefined && one === value ? hole : one,
  );
}

/** null where an object cannot say the same. */
function formObject(text: string, value: string, hole: string): { form: Record<string, string> } | null {
  const pairs = pairsOf(text);
  const names = new Set(pairs.map(([name]) => name));
  const isSame =
    pairs.map(([name, one]) => `${urlEncoded(name)}=${urlEncoded(one)}`).join('&') ===
    text.replaceAll(/%[\da-f]{2}/g, (hex) => hex.toUpperCase()).replaceAll('%20', '+');
  if (names.size !== pairs.length || !isSame || pairs.some(([, one]) => one.includes('{{'))) return null;
  return { form: Object.fromEntries(pairs.map(([name, one]) => [name, one === value ? hole : one])) };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
