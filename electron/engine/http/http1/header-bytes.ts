// Which bytes may stand where in a header line (RFC 9110, 5.6.2 and 5.5), and the lines of a head as names with values.
import type { AnswerHeaders } from '../failure-answer.ts';

const TOKEN = tableOf((byte) => /[!#$%&'*+.^_`|~0-9A-Za-z-]/.test(String.fromCharCode(byte)));
const VALUE = tableOf((byte) => byte === 9 || (byte >= 32 && byte !== 127));

const LF = 10;
const COLON = 58;

export function isTokenByte(byte: number): boolean {
  return TOKEN[byte] === 1;
}

export function isValueByte(byte: number): boolean {
  return VALUE[byte] === 1;
}

/** Of a head that was found valid: names in lower case, a value of its own for each line of a name that stands there more than once. */
export function headersOf(head: Buffer): AnswerHeaders {
  const headers: Record<string, string | string[]> = Object.create(null);
  for (let at = head.indexOf(LF) + 1; at > 0 && at < head.length;) {
    const end = head.indexOf(LF, at) + 1;
    const colon = head.indexOf(COLON, at);
    if (end === 0 || colon === -1 || colon > end) break;
    const name = head.toString('latin1', at, colon).toLowerCase();
    const value = head.toString('latin1', colon + 1, end - 2).replace(/^[ \t]+/, '');
    const known = headers[name];
    if (known === undefined) headers[name] = value;
    else if (typeof known === 'string') headers[name] = [known, value];
    else known.push(value);
    at = end;
  }
  return headers;
}

function tableOf(isIn: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (isIn(byte) ? 1 : 0));
}
