// Reads the header fields of a response and checks that they are allowed (RFC 9113, 8.1 to 8.3).
import { contentLengthOf } from '../content-length.ts';
import type { ResponseHeaders } from '../failure-response.ts';
import { headerText, isTokenByte } from '../http1/header-bytes.ts';
import type { HeaderField } from './header-table.ts';

export interface ResponseHead {
  readonly status: number;
  /** -1 if there is no content-length. */
  readonly contentLength: number;
  readonly fields: readonly HeaderField[];
}

export type HeadRead = ResponseHead | { readonly reason: string };

/** Headers of an HTTP/1.1 connection, which HTTP/2 forbids (RFC 9113, 8.2.2). */
const OF_CONNECTIONS: ReadonlySet<string> = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
]);

const heads = new WeakMap<readonly HeaderField[], HeadRead>();

/** A connection gives the identical list for equal fields, so each list is checked once. */
export function headOf(fields: readonly HeaderField[]): HeadRead {
  const known = heads.get(fields);
  if (known !== undefined) return known;
  const read = readHead(fields);
  heads.set(fields, read);
  return read;
}

function readHead(fields: readonly HeaderField[]): HeadRead {
  const [first, ...rest] = fields;
  if (first?.[0] !== ':status')
    return { reason: first === undefined ? 'Headers without a status' : (reasonOf(fields) ?? 'Headers without a status') };
  if (!/^[1-9]\d\d$/.test(first[1])) return { reason: 'A status that is not a number of three digits' };
  const reason = reasonOf(rest);
  if (reason !== null) return { reason };
  let contentLength = -1;
  for (const [name, value] of rest) {
    if (name !== 'content-length') continue;
    const length = contentLengthOf(value, contentLength);
    if (typeof length === 'string') return { reason: length };
    contentLength = length;
  }
  return { status: Number(first[1]), contentLength, fields: rest };
}

/** What is wrong with fields that follow the status, or with trailers; null if nothing is. */
export function reasonOf(fields: readonly HeaderField[]): string | null {
  for (const [name, value] of fields) {
    if (name.startsWith(':'))
      return name === ':status' ? 'A status in the wrong place' : 'An unknown field that begins with a colon';
    if (name === '' || !isLowerToken(name)) return 'Invalid character in the name of a header';
    if (OF_CONNECTIONS.has(name)) return `The header "${name}", which HTTP/2 does not have`;
    if (/[\0\r\n]/.test(value) || value !== value.replace(/^[ \t]+|[ \t]+$/g, ''))
      return 'Invalid character in the value of a header';
  }
  return null;
}

/** Names are in lower case; a name that occurs more than once has one value for each field. */
export function headersFromFields(fields: readonly HeaderField[]): ResponseHeaders {
  const headers: Record<string, string | string[]> = Object.create(null);
  for (const [name, bytes] of fields) {
    const value = headerText(bytes);
    const known = headers[name];
    if (known === undefined) headers[name] = value;
    else if (typeof known === 'string') headers[name] = [known, value];
    else known.push(value);
  }
  return headers;
}

function isLowerToken(name: string): boolean {
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    if (!isTokenByte(code) || (code >= 65 && code <= 90)) return false;
  }
  return true;
}
