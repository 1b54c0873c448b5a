// Which bytes are allowed where in a header line (RFC 9110, 5.6.2 and 5.5), and the conversion of a head into names and values.
import { isUtf8 } from 'node:buffer';
import type { ResponseHeaders } from '../failure-response.ts';

const TOKEN = tableOf((byte) => /[!#$%&'*+.^_`|~0-9A-Za-z-]/.test(String.fromCharCode(byte)));
const VALUE = tableOf((byte) => byte === 9 || (byte >= 32 && byte !== 127));

export function isTokenByte(byte: number): boolean {
  return TOKEN[byte] === 1;
}

export function isValueByte(byte: number): boolean {
  return VALUE[byte] === 1;
}

/** Joins a value that spans several lines: each line break with its blanks becomes one blank (RFC 9112, 5.2). */
export function unfold(value: string): string {
  return value.includes('\n') ? value.replace(/[ \t]*\r?\n[ \t]+/g, ' ') : value;
}

/**
 * The headers of a valid head. Names are in lower case; a name that occurs more than once has one value for each of its lines.
 */
export function headersFromBytes(head: Buffer): ResponseHeaders {
  const headers: Record<string, string | string[]> = Object.create(null);
  const [, ...lines] = unfold(head.toString('latin1')).split(/\r?\n/);
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon === -1) continue;
    const name = line.slice(0, colon).toLowerCase();
    const value = headerText(line.slice(colon + 1).replace(/^[ \t]+/, ''));
    const known = headers[name];
    if (known === undefined) headers[name] = value;
    else if (typeof known === 'string') headers[name] = [known, value];
    else known.push(value);
  }
  return headers;
}

/**
 * `bytes` has one character for each byte. Values are sent in UTF-8, so a value that arrives in UTF-8 is decoded as such; any
 * other is decoded as Latin-1.
 */
export function headerText(bytes: string): string {
  if (!/[\x80-\xff]/.test(bytes)) return bytes;
  const buffer = Buffer.from(bytes, 'latin1');
  return isUtf8(buffer) ? buffer.toString() : bytes;
}

function tableOf(isIn: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (isIn(byte) ? 1 : 0));
}
