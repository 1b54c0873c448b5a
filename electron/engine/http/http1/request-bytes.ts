// A request as the bytes that are sent. They are made once per template and shared by all virtual users of a worker. They equal,
// in content and order, what undici would send. Characters beyond ASCII are sent in UTF-8, as curl does.
import { TRACE_PLACE } from '../../../../shared/trace-id.ts';
import type { StreamedBody } from '../request-body.ts';
import type { RequestTemplate } from '../request-template.ts';

/** Up to this size the system takes a request at once if the connection is idle. In bytes. */
export const AT_ONCE_BYTES = 16_384;

export interface RequestBytes {
  /** The whole request, or what precedes `rest`. If it is a string, it is pure ASCII and is written in one call. */
  readonly bytes: Buffer | string;
  /** The part that is read from the disk while it is sent; null if there is none. */
  readonly rest: StreamedBody | null;
  /** The length of the whole request, in bytes. */
  readonly length: number;
  /** True if the connection is closed after this request. */
  readonly closesAfter: boolean;
}

export function isTakenAtOnce({ rest, bytes }: RequestBytes): boolean {
  return rest === null && bytes.length <= AT_ONCE_BYTES;
}

/** Methods that usually have a body: without one they send "content-length: 0". */
export const WITH_BODY: ReadonlySet<string> = new Set(['PUT', 'POST', 'PATCH', 'QUERY', 'PROPFIND', 'PROPPATCH']);
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\u{10ffff}]*$/u;
const PATH = /^\/[\x21-\xff]*$/;
/** Headers that change how a request is framed, or that undici treats in a special way. */
const UNUSUAL: ReadonlySet<string> = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'expect',
]);

/** Whether the request can be written as it is, without special treatment. */
export function isPlainRequest({ method, path, headers }: Pick<RequestTemplate, 'method' | 'path' | 'headers'>): boolean {
  if (method === 'CONNECT' || !TOKEN.test(method) || !PATH.test(path)) return false;
  let hosts = 0;
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const name = headers[at] ?? '';
    if (!TOKEN.test(name) || !VALUE.test(headers[at + 1] ?? '') || UNUSUAL.has(name.toLowerCase())) return false;
    if (name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts <= 1;
}

const made = new WeakMap<RequestTemplate, RequestBytes>();

/** The bytes of a plain request. They are cached by template only: a worker has one plan, so `keepAlive` never changes. */
export function templateBytes(template: RequestTemplate, keepAlive: boolean): RequestBytes {
  if (!template.isShared) return makeBytes(template, keepAlive);
  const known = made.get(template);
  if (known !== undefined) return known;
  const bytes = makeBytes(template, keepAlive);
  made.set(template, bytes);
  return bytes;
}

/**
 * The same request with the trace context filled in. It is a copy, because the system may still be reading the request before.
 */
export function tracedBytes(request: RequestBytes, traceparent: string): RequestBytes {
  if (traceparent === '') return request;
  const { bytes } = request;
  if (typeof bytes === 'string') return { ...request, bytes: bytes.replace(TRACE_PLACE, traceparent) };
  const at = bytes.indexOf(TRACE_PLACE, 0, 'latin1');
  if (at === -1) return request;
  const copy = Buffer.from(bytes);
  copy.write(traceparent, at, 'latin1');
  return { ...request, bytes: copy };
}

function makeBytes(template: RequestTemplate, keepAlive: boolean): RequestBytes {
  const closesAfter = !keepAlive;
  const head = headOf(template, keepAlive);
  const { body } = template;
  // A request that is sent only once is written as text, which saves a copy.
  const isText = body === null && !template.isShared && head.length <= AT_ONCE_BYTES && Buffer.byteLength(head) === head.length;
  if (isText) return { bytes: head, rest: null, length: head.length, closesAfter };
  const bytes = Buffer.isBuffer(body) ? Buffer.concat([Buffer.from(head), body]) : Buffer.from(head);
  const rest = body === null || Buffer.isBuffer(body) ? null : body;
  return { bytes, rest, length: bytes.length + (rest?.length ?? 0), closesAfter };
}

const HOST = 'host';
/** A plan names few servers, but a hole may name any number, so the cache is bounded. */
const MOST_HOSTS = 100;
const hosts = new Map<string, string>();

function hostOf(origin: string): string {
  const known = hosts.get(origin);
  if (known !== undefined) return known;
  if (hosts.size === MOST_HOSTS) hosts.clear();
  const { host } = new URL(origin);
  hosts.set(origin, host);
  return host;
}

function headOf({ origin, method, path, headers, body }: RequestTemplate, keepAlive: boolean): string {
  let host = hostOf(origin);
  let lines = '';
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const name = headers[at] ?? '';
    const value = headers[at + 1] ?? '';
    if (name.length === HOST.length && name.toLowerCase() === HOST) host = value;
    else lines += `${name}: ${value}\r\n`;
  }
  const length = body === null ? (WITH_BODY.has(method) ? 'content-length: 0\r\n' : '') : `content-length: ${body.length}\r\n`;
  const connection = keepAlive ? 'keep-alive' : 'close';
  return `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: ${connection}\r\n${lines}${length}\r\n`;
}
