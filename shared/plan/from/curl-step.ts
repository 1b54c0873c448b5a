// The request that curl would send for its options, as the parts of a plan. Pure.
import { isOwnHeader } from '../own-headers.ts';
import type { PlanInput } from '../plan.ts';
import { parseProxy } from '../proxy-address.ts';
import { headersOf as headersInput } from '../plan-headers.ts';
import type { Body as PlanBody } from '../journey/body-schema.ts';
import { planParts } from './curl-body.ts';
import type { CurlReading } from './curl-reading.ts';
import { curlUrl } from './curl-url.ts';
import { refuse } from './refusal.ts';
import { shorten } from '../../shorten.ts';

type StepInput = PlanInput['scenarios'][number]['steps'][number];

export interface CurlRequest {
  readonly step: StepInput;
  readonly http: NonNullable<PlanInput['http']>;
  readonly tls: NonNullable<PlanInput['tls']>;
  readonly timeouts: NonNullable<PlanInput['timeouts']>;
  /** What a plan cannot express of the command, one sentence each. */
  readonly notes: readonly string[];
}

export function curlRequest(reading: CurlReading): CurlRequest {
  const { url, userInfo } = curlUrl(reading);
  const body = bodyOf(reading);
  if (body !== null && reading.isHead) refuse('This cURL command asks for a HEAD request with a body. Leave out -I or the data.');
  const headers = headersInput(headersOf(reading, body));
  const auth = authOf(reading, userInfo);
  return {
    step: {
      method: reading.method ?? usualMethod(reading, body),
      url,
      headers,
      ...(auth === null || isGiven(reading, 'authorization') ? {} : { auth }),
      ...(body === null ? {} : { body: body.input }),
    },
    http: httpOf(reading, url),
    tls: tlsOf(reading),
    timeouts: reading.timeouts,
    notes: reading.notes,
  };
}

function usualMethod({ isHead, upload }: CurlReading, body: Body | null): string {
  if (isHead) return 'HEAD';
  if (upload !== undefined) return 'PUT';
  return body === null ? 'GET' : 'POST';
}

interface Body {
  readonly input: PlanBody;
  /** Null if the body sets it itself, or sends none. */
  readonly type: string | null;
}

function bodyOf({ data, dataFile, upload, form, isGet, isJson }: CurlReading): Body | null {
  const kinds = [
    data.length > 0 && '-d',
    dataFile !== undefined && '-d @',
    form.length > 0 && '-F',
    upload !== undefined && '-T',
  ];
  const [first, second] = kinds.filter((kind) => kind !== false);
  if (data.length > 0 && dataFile !== undefined)
    refuse(
      `This cURL command joins a text and the file ${shorten(dataFile)} to one body. Write both to one file, and name that file alone.`,
    );
  if (second !== undefined)
    refuse(`This cURL command has a body of ${first} and one of ${second}. A request has one body, so leave one of them out.`);
  if (form.length > 0) return { input: { multipart: planParts(form) }, type: null };
  if (upload !== undefined) return { input: { file: upload, type: '' }, type: null };
  const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
  if (dataFile !== undefined)
    return isGet
      ? refuse('This cURL command puts a file into its URL. Write the URL instead.')
      : { input: { file: dataFile }, type };
  const [text] = data;
  return text === undefined || isGet ? null : { input: text, type };
}

function isGiven({ headers }: CurlReading, name: string): boolean {
  return headers.some(([given]) => given.toLowerCase() === name);
}

/** curl's own headers first, then the given ones; curl does not add a header that was given or removed. */
function headersOf(reading: CurlReading, body: Body | null): [string, string][] {
  const { headers, cookies, userAgent, referer, range, isCompressed, isJson, isGet, notes } = reading;
  const own: [string, string | undefined][] = [
    ['range', range === undefined ? undefined : `bytes=${range}`],
    ['user-agent', userAgent],
    ['accept', isJson ? 'application/json' : undefined],
    ['accept-encoding', isCompressed ? 'deflate, gzip, br, zstd' : undefined],
    ['referer', referer === '' ? undefined : referer],
    ['cookie', cookies.length === 0 ? undefined : cookies.join(';')],
  ];
  if (body !== null && body.type !== null) own.push(['content-type', body.type]);
  else if (isJson && isGet) own.push(['content-type', 'application/json']);
  const written = own.flatMap(([name, value]): [string, string][] =>
    value === undefined || isGiven(reading, name) ? [] : [[name, value]],
  );
  // A plan sends a user-agent unless it contains an empty one.
  if (isTakenAway(reading, 'user-agent')) written.push(['user-agent', '']);
  for (const [name, value] of headers) {
    if (value === '') continue;
    if (isOwnHeader(name)) leaveOut(reading, name, value ?? '');
    else written.push([name, value ?? '']);
  }
  if (isTakenAway(reading, 'host')) notes.push('-H Host: every request has a Host header.');
  return written;
}

function isTakenAway({ headers }: CurlReading, name: string): boolean {
  const given = headers.filter(([one]) => one.toLowerCase() === name);
  return given.length > 0 && given.every(([, value]) => value === '');
}

function leaveOut({ http, notes }: CurlReading, name: string, value: string): void {
  if (/^connection$/i.test(name) && /^close$/i.test(value)) http.keepAlive = false;
  else if (!/^(content-length|keep-alive)$/i.test(name) && !/^(keep-alive)?$/i.test(value))
    notes.push(`Onrush writes the header "${name}" itself, so it was left out.`);
}

function authOf({ user, bearer, isDigest }: CurlReading, userInfo: string | null): NonNullable<StepInput['auth']> | null {
  if (bearer !== undefined) return { type: 'bearer', token: bearer };
  const given = user ?? userInfo;
  if (given === null || given === undefined) return null;
  const type = isDigest ? 'digest' : 'basic';
  const colon = given.indexOf(':');
  if (colon < 0) {
    if (user !== undefined)
      refuse(`curl would ask for the password of "${user}". Write it behind a colon, as in -u ${user}:PASSWORD.`);
    return { type, user: given, password: '' };
  }
  return { type, user: given.slice(0, colon), password: given.slice(colon + 1) };
}

function httpOf(
  { http, proxy = '', proxyUser, noProxy = '', followsRedirects, mostRedirects }: CurlReading,
  url: string,
): CurlRequest['http'] {
  const host = /^[a-z]+:\/\/(\[[^\]]*\]|[^/:?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? '';
  const isAround = noProxy
    .split(',')
    .some(
      (one) =>
        one.trim() === '*' || (one.trim() !== '' && `.${host}`.endsWith(`.${one.trim().replace(/^\./, '').toLowerCase()}`)),
    );
  return {
    ...http,
    ...(followsRedirects ? { followRedirects: mostRedirects } : {}),
    ...(proxy === '' || isAround ? {} : { proxy: proxyAddress(proxy, proxyUser) }),
  };
}

/** With curl's defaults: http:// and port 1080. */
function proxyAddress(given: string, user: string | undefined): string {
  const [, scheme = 'http://', rest = given] = /^([a-z0-9]+:\/\/)?([^]*)$/i.exec(given) ?? [];
  if (!/^http:\/\/$/i.test(scheme)) refuse(`Onrush speaks to proxies over http://, not ${scheme}.`);
  const [, userInfo, address = ''] = /^(?:([^]*)@)?([^/]*)/.exec(rest) ?? [];
  const port = /\]?:[^\]]*$/.test(address) ? '' : ':1080';
  const named =
    user === undefined ? userInfo?.replaceAll('@', '%40') : user.toWellFormed().split(':').map(encodeURIComponent).join(':');
  const proxy = `http://${named === undefined ? '' : `${named}@`}${address}${port}`;
  return parseProxy(proxy) === null
    ? refuse(`"${shorten(address)}" is not the address of a proxy. Write it as http://host:port.`)
    : proxy;
}

function tlsOf({ tls, certType }: CurlReading): CurlRequest['tls'] {
  const { cert, ...rest } = tls;
  if (cert === undefined) return tls;
  if (certType === 'P12') return { ...rest, pfx: cert };
  // The certificate file also contains the key, unless another file is named.
  return { key: cert, ...tls };
}
