// A request of a plan, compiled once. A request without holes is turned into bytes once for all users; one with holes is kept in
// pieces and put together each time it is sent. This file does not know what fills the holes.
import { urlFault } from '../../../shared/plan/url-fault.ts';
import type { BodyFile } from '../files/journey-files.ts';
import { isPlainRequest } from './http1/request-bytes.ts';
import { requestBodyOf, type RequestBody } from './request-body.ts';
import { placeOf, requestTarget, type RequestTemplate } from './request-template.ts';

/** Constant text, or a function that fills a hole. `Scope` holds the values that the function reads. */
export type CompiledPiece<Scope> = string | ((scope: Scope) => string);
export type Pieces<Scope> = readonly CompiledPiece<Scope>[];

/** Text with holes, constant bytes, or a file that is read while it is sent. */
export type BodyPart<Scope> = Pieces<Scope> | Buffer | BodyFile;

export interface RequestPieces<Scope> {
  /** Index through all scenarios of the plan. */
  readonly step: number;
  readonly method: string;
  readonly url: Pieces<Scope>;
  /** Names and values, in the order in which they are sent. */
  readonly headers: readonly (readonly [name: string, value: Pieces<Scope>])[];
  /** The parts are sent one after another; their total length is computed when they are sent. */
  readonly body: readonly BodyPart<Scope>[];
  /** How much of the response body is kept, in bytes; null if it is only counted. */
  readonly keepsBody: number | null;
}

export type CompiledRequest<Scope> =
  | { readonly kind: 'constant'; readonly request: RequestTemplate }
  | { readonly kind: 'holes'; render(scope: Scope): RenderedRequest };

/** `reason` is a sentence that says why the request cannot be sent. */
export type RenderedRequest =
  | { readonly ok: true; readonly request: RequestTemplate }
  | { readonly ok: false; readonly reason: string };

/** @throws if a request without holes cannot be sent. The check of the plan refuses such a plan earlier. */
export function compileRequest<Scope>(pieces: RequestPieces<Scope>): CompiledRequest<Scope> {
  const constant = constantOf(pieces);
  if (constant === null) return { kind: 'holes', render: rendererOf(pieces) };
  const rendered = rendererOf(constant)(null);
  if (!rendered.ok) throw new Error(rendered.reason);
  return { kind: 'constant', request: { ...rendered.request, isShared: true } };
}

/** Returns null if the request has a hole. */
function constantOf<Scope>({ url, headers, body, ...rest }: RequestPieces<Scope>): RequestPieces<null> | null {
  const address = textOf(url);
  const content = body.map((part) => (isPieces(part) ? textOf(part) : part)).filter((part) => part !== null);
  const lines = headers.flatMap(([name, value]) => {
    const text = textOf(value);
    return text === null ? [] : [[name, text] as const];
  });
  if (address === null || lines.length < headers.length || content.length < body.length) return null;
  return { ...rest, url: address, headers: lines, body: content };
}

function textOf<Scope>(pieces: Pieces<Scope>): string[] | null {
  const text = pieces.filter((piece) => typeof piece === 'string');
  return text.length === pieces.length ? text : null;
}

function isPieces<Scope>(part: BodyPart<Scope>): part is Pieces<Scope> {
  return Array.isArray(part);
}

function rendererOf<Scope>(pieces: RequestPieces<Scope>): (scope: Scope) => RenderedRequest {
  const { step, method, headers, keepsBody } = pieces;
  const placed = placeWriter(pieces.url);
  const linesOf = headerWriter(headers);
  const contentOf = bodyWriter(pieces.body);
  // The method, path and headers that decide this never vary: a plan in which they could is refused.
  const isPlain = isPlainRequest({ method, path: '/', headers: headers.flatMap(([name]) => [name, '']) });
  const isShared = false;
  return (scope) => {
    const place = placed(scope);
    if (typeof place === 'string') return { ok: false, reason: place };
    const lines = linesOf(scope);
    if (typeof lines === 'string') return { ok: false, reason: lines };
    const body = contentOf(scope);
    // The object is written out field by field, because this code runs for each request.
    const { origin, hostname, port, secure, path } = place;
    const request = { step, origin, hostname, port, secure, path, method, headers: lines, body, isShared, isPlain };
    return { ok: true, request: keepsBody === null ? request : Object.assign(request, { keepsBody }) };
  };
}

/**
 * Names and values alternate; only the values that vary are written again. The writer returns a reason if a value cannot be sent.
 */
function headerWriter<Scope>(headers: RequestPieces<Scope>['headers']): (scope: Scope) => string[] | string {
  const lines = headers.flatMap(([name, value]) => [name, textOf(value)?.join('') ?? '']);
  const holes = headers.flatMap(([name, value], at) => (textOf(value) === null ? [{ name, value, place: at * 2 + 1 }] : []));
  const fault = headers.map(([name], at) => headerFault(name, lines[at * 2 + 1] ?? '')).find((reason) => reason !== null);
  if (fault !== undefined) return () => fault;
  return (scope) => {
    const written = lines.slice();
    for (let at = 0; at < holes.length; at += 1) {
      const hole = holes[at];
      if (hole === undefined) continue;
      const text = write(hole.value, scope);
      const reason = headerFault(hole.name, text);
      if (reason !== null) return reason;
      written[hole.place] = text;
    }
    return written;
  };
}

function bodyWriter<Scope>(body: readonly BodyPart<Scope>[]): (scope: Scope) => RequestBody | null {
  const [first, second] = body;
  if (first === undefined) return () => null;
  if (second !== undefined || !isPieces(first))
    return (scope) => requestBodyOf(body.map((part) => (isPieces(part) ? Buffer.from(write(part, scope)) : part)));
  return (scope) => {
    const text = write(first, scope);
    return text === '' ? null : Buffer.from(text);
  };
}

/** Characters that need no escaping in a request target. */
const USUAL = /^[!-"$-~]*$/;

type Place = ReturnType<typeof placeOf>;

/**
 * If the server is known before any hole, only the rest of the URL is written again. The writer returns a reason if the result is
 * not a URL.
 */
function placeWriter<Scope>(url: Pieces<Scope>): (scope: Scope) => Place | string {
  const [first = '', ...rest] = url;
  const isKnown = typeof first === 'string' && /^[a-z]+:\/\/[^/?#]+[/?#]/i.test(first) && urlFault(first) === null;
  if (isKnown) {
    const begin = requestTarget(first);
    // The path is kept as it was typed, because parsing a URL removes its dot segments.
    const place = { ...placeOf(new URL(first)), path: begin };
    const hasFragment = first.includes('#');
    if (hasFragment || rest.length === 0) return () => place;
    return (scope) => {
      const end = write(rest, scope, escapeFragment);
      if (USUAL.test(end)) return { ...place, path: begin + end };
      return brokenUrl(end) ?? { ...place, path: requestTarget(`http://x${begin}${end}`) };
    };
  }
  return (scope) => {
    const text = write(url, scope);
    const typed = text.trim();
    const reason = brokenUrl(text) ?? urlFault(typed.replaceAll(' ', '%20'));
    return reason ?? { ...placeOf(new URL(typed)), path: requestTarget(typed) };
  };
}

function asItIs(value: string): string {
  return value;
}

/** A "#" in a value is escaped: otherwise it would begin the fragment, which is never sent. */
function escapeFragment(value: string): string {
  return value.includes('#') ? value.replaceAll('#', '%23') : value;
}

function write<Scope>(pieces: Pieces<Scope>, scope: Scope, escape: (value: string) => string = asItIs): string {
  let text = '';
  for (const piece of pieces) text += typeof piece === 'string' ? piece : escape(piece(scope));
  return text;
}

function brokenUrl(text: string): string | null {
  if (!/[\u0000-\u001f\u007f]/.test(text)) return null;
  return `The URL would have ${namedControl(text)} in it, so it was not sent.`;
}

function headerFault(name: string, value: string): string | null {
  if (/^[\t\u0020-\u007e\u0080-\uffff]*$/.test(value)) return null;
  return `The header "${name}" would have ${namedControl(value)} in it, so the request was not sent.`;
}

/** A line break in a value could begin another header or another request. */
function namedControl(text: string): string {
  return /[\r\n]/.test(text) ? 'a line break' : 'a control character';
}
