// Turns a defect of a response into an outcome with one plain sentence. It serves every client that reads responses.
import type { Fault } from './fault-context.ts';

export function statusFault(status: number, statusText: string): Fault | null {
  if (status < 400) return null;
  const phrase = statusText === '' ? '' : ` ${statusText.slice(0, 80)}`;
  return { outcome: status < 500 ? 'http_4xx' : 'http_5xx', code: '', message: `The server responded with ${status}${phrase}.` };
}

export const CUT_BODY: Fault = {
  outcome: 'truncated',
  code: 'ECONNRESET',
  message: 'The server reset the connection in the middle of a body without a length.',
};

export const LENGTH_MISMATCH: Fault = {
  outcome: 'protocol',
  code: 'LENGTH_MISMATCH',
  message: 'The body was not as long as its Content-Length said.',
};

export const SURPLUS_BYTES: Fault = {
  outcome: 'protocol',
  code: 'SURPLUS_BYTES',
  message: 'The server sent more after the end of its response (more bytes than its Content-Length says).',
};

export const SURPLUS_BODY: Fault = {
  outcome: 'protocol',
  code: 'SURPLUS_BODY',
  message: 'The server sent a body with a response that never has one (to HEAD, or with status 204 or 304).',
};

/** Used when the connection was used before and the response before had no body. */
export const BODY_IN_PLACE: Fault = {
  outcome: 'protocol',
  code: 'BODY_IN_PLACE',
  message:
    'Bytes that are not a response came in its place. They may be the body of the previous response on this connection, which must not have one.',
};

export const HEADERS_TOO_LARGE: Fault = {
  outcome: 'header_limit',
  code: 'HEADERS_OVERFLOW',
  message: 'The response headers are larger than the limit of 64 kB.',
};

export const UNEXPECTED_RESPONSE: Fault = {
  outcome: 'protocol',
  code: 'UNEXPECTED_RESPONSE',
  message: 'The server sent an unexpected response (no request was pending).',
};

export const SWITCHED_PROTOCOLS: Fault = {
  outcome: 'protocol',
  code: 'SWITCHED_PROTOCOLS',
  message: 'The server switched protocols without being asked to.',
};

/**
 * `reason` is in a few words, as parsers give it, or empty. `mayBeLeft` is true if another response came before this one on the
 * connection.
 */
export function protocolFault(reason: string, mayBeLeft = false): Fault {
  const words = reason === '' ? '' : ` (${reason})`;
  const hint = mayBeLeft ? ' The bytes may be left over from the response before it on this connection.' : doubt(reason);
  return { outcome: 'protocol', code: 'HTTP_PARSER', message: `Not a valid HTTP/1.1 response${words}.${hint}` };
}

/** If the bytes begin like HTTP, the other end is an HTTP server, whatever is wrong with the rest. */
function doubt(reason: string): string {
  return reason === '' || reason.startsWith('Expected HTTP/') ? ' Is it an HTTP server?' : '';
}

/** The fault for an undici error about a response that is not valid HTTP/1.1; null for any other error. */
export function responseFault(code: string, cause: unknown): Fault | null {
  const text = cause instanceof Error ? cause.message : '';
  switch (code) {
    case 'UND_ERR_HEADERS_OVERFLOW':
      return HEADERS_TOO_LARGE;
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return LENGTH_MISMATCH;
    case 'HTTP_PARSER':
      return protocolFault(/\((.+)\)/.exec(text)?.[1] ?? '');
    case 'UND_ERR_SOCKET':
      if (text.includes('bad upgrade')) return SWITCHED_PROTOCOLS;
      return text.includes('bad response') ? UNEXPECTED_RESPONSE : null;
    default:
      return null;
  }
}

/** The error that undici gives for HTTP/1.1 when a connection that was to be closed anyway ends in the middle of a body. */
export function isEarlyEnd(error: Error): boolean {
  return faultCode(error) === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || error.message.includes('Invalid EOF state');
}

/** True for the error that undici gives for bytes that follow a complete response and belong to no request. */
export function isSurplus(error: unknown): boolean {
  if (faultCode(error) === 'HTTP_PARSER') return true;
  return error instanceof Error && faultCode(error) === 'UND_ERR_SOCKET' && error.message.includes('bad response');
}

export function faultCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('name' in error && error.name === 'HTTPParserError') return 'HTTP_PARSER';
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
