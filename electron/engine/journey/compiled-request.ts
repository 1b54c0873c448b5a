// Compiles the request of a step: the holes in its texts are bound to the functions that fill them.
import { parseTemplate } from '../../../shared/plan/journey/template.ts';
import { jsonText, type JsonValue } from '../../../shared/plan/journey/value.ts';
import type { Auth } from '../../../shared/plan/plan-auth.ts';
import { TRACE_HEADER, TRACE_PLACE } from '../../../shared/trace-id.ts';
import { headerPairs, type HeaderPair } from '../../../shared/plan/plan-headers.ts';
import type { RequestStep } from '../../../shared/plan/plan.ts';
import { compileRequest, type CompiledRequest, type Pieces } from '../http/compiled-request.ts';
import { compileBody } from './compiled-body.ts';
import { compileText, render, type CompiledText } from './compiled-text.ts';
import type { NameTable } from './name-table.ts';
import type { Scope } from './scope.ts';

export type RequestTexts = Pick<RequestStep, 'url' | 'method' | 'headers' | 'body'> & { readonly auth?: Auth | undefined };

export interface RequestSettings {
  /** Index through all scenarios. */
  readonly step: number;
  readonly userAgent: string;
  readonly keepsBody: number | null;
  /** True if it has a place for the trace context of each request. */
  readonly isTraced: boolean;
}

export function compileStepRequest(
  sent: RequestTexts,
  { step, userAgent, keepsBody, isTraced }: RequestSettings,
  names: NameTable,
): CompiledRequest<Scope> {
  const given = headerPairs(sent.headers).find(([name]) => name.toLowerCase() === 'content-type');
  const body = compileBody(sent.body, given?.[1] ?? null, names);
  const isForm = typeof sent.body === 'object' && 'multipart' in sent.body;
  return compileRequest<Scope>({
    step,
    method: sent.method,
    url: urlPieces(sent.url, names),
    headers: [
      ...(isTraced ? [TRACE] : []),
      ...headersOf(isForm ? withoutContentType(sent) : sent, userAgent, body.contentType, names),
    ],
    body: body.parts.map((part) => (Buffer.isBuffer(part) || 'path' in part ? part : piecesOf(part))),
    keepsBody,
  });
}

type Header = readonly [name: string, value: Pieces<Scope>];

const TRACE: Header = [TRACE_HEADER, [TRACE_PLACE]];

function headersOf(
  { headers, auth }: RequestTexts,
  userAgent: string,
  contentType: string | null,
  names: NameTable,
): readonly Header[] {
  const pairs = withJoinedCookies(headerPairs(headers));
  const given = new Set(pairs.map(([name]) => name.toLowerCase()));
  const own: Header[] = [];
  if (!given.has('user-agent')) own.push(['user-agent', [userAgent]]);
  const authorization = auth === undefined || given.has('authorization') ? null : authorizationOf(auth, names);
  if (authorization !== null) own.push(['authorization', piecesOf(authorization)]);
  if (contentType !== null && !given.has('content-type')) own.push(['content-type', [contentType]]);
  // An empty user-agent removes the default one.
  const sent = pairs.filter(([name, value]) => value !== '' || name.toLowerCase() !== 'user-agent');
  return [...own, ...sent.map(([name, value]): Header => [name, piecesOf(compileText(value, names))])];
}

/** A multipart form sets its own Content-Type, with its boundary. */
function withoutContentType(sent: RequestTexts): RequestTexts {
  const pairs = headerPairs(sent.headers).filter(([name]) => name.toLowerCase() !== 'content-type');
  return { ...sent, headers: pairs.map(([name, value]): HeaderPair => [name, value]) };
}

/** A request may have only one Cookie header (RFC 6265, 5.4). */
function withJoinedCookies(pairs: readonly HeaderPair[]): readonly HeaderPair[] {
  const cookies = pairs.filter(([name]) => name.toLowerCase() === 'cookie');
  const [first] = cookies;
  if (first === undefined || cookies.length === 1) return pairs;
  const joined = cookies
    .map(([, value]) => value)
    .filter((value) => value !== '')
    .join('; ');
  return pairs.flatMap((pair) => (pair === first ? [[pair[0], joined]] : cookies.includes(pair) ? [] : [pair]));
}

/** Returns null if the header depends on a challenge of the server. */
function authorizationOf(auth: Auth, names: NameTable): CompiledText | null {
  if (auth.type === 'bearer') return compileText(`Bearer ${auth.token}`, names);
  if (auth.type === 'digest') return null;
  if (auth.type === 'oauth2') {
    const reader = names.tokenOf(auth);
    return [() => `Bearer ${reader?.token ?? ''}`];
  }
  const pair = compileText(`${auth.user}:${auth.password}`, names);
  const encoded = (text: string): string => Buffer.from(text).toString('base64');
  if (typeof pair !== 'string') return [(scope) => `Basic ${encoded(render(pair, scope))}`];
  names.noteBasic(encoded(pair));
  return `Basic ${encoded(pair)}`;
}

/** In a query each value is escaped as one value; in the path it may contain several segments. */
function urlPieces(url: string, names: NameTable): Pieces<Scope> {
  const parsed = parseTemplate(url.trim());
  if (!parsed.ok) throw new Error(parsed.message);
  let isQuery = false;
  let before = '';
  const pieces: (string | ((scope: Scope) => string))[] = [];
  for (const piece of parsed.pieces) {
    const bound = typeof piece === 'string' ? piece : names.bind(piece.name);
    const writing = typeof piece === 'string' ? jsonText : isQuery ? encoded : hasServer(before) ? withEscapedSpaces : jsonText;
    if (typeof bound === 'function') {
      if (before !== '') pieces.push(before);
      before = '';
      pieces.push((scope) => writing(bound(scope)));
      continue;
    }
    before += writing(bound);
    isQuery ||= before.includes('?');
  }
  return before === '' ? pieces : [...pieces, before];
}

function hasServer(url: string): boolean {
  return /^[a-z]+:\/\/[^/?#]+[/?#]/i.test(url);
}

function withEscapedSpaces(value: JsonValue): string {
  return jsonText(value).replaceAll(' ', '%20');
}

function encoded(value: JsonValue): string {
  return encodeURIComponent(jsonText(value).toWellFormed());
}

function piecesOf(text: CompiledText): Pieces<Scope> {
  if (typeof text === 'string') return [text];
  return text.map((part) => (typeof part === 'string' ? part : (scope: Scope) => jsonText(part(scope))));
}
