// The errors of HTTP/2, named after the error codes of RFC 9113, for our own client and for undici.
import type { Fault, FaultContext } from './fault-context.ts';

/** The plan allows only HTTP/2, and the server chose another version. */
export class VersionRefusal extends Error {
  readonly code = 'NO_HTTP2';

  constructor() {
    super('The server does not speak HTTP/2');
    this.name = 'VersionRefusal';
  }
}

/** In the order of their numbers (RFC 9113, 7). */
const CODES = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
] as const;

export type H2Code = (typeof CODES)[number];

export function h2Fault(code: string, cause: unknown, { hostname, port }: FaultContext): Fault | null {
  if (cause instanceof VersionRefusal) {
    const message = `${hostname}:${port} does not speak HTTP/2. Choose HTTP/1.1 or automatic under Connection.`;
    return { outcome: 'h2', code, message };
  }
  const text = cause instanceof Error ? cause.message : '';
  if (!code.startsWith('ERR_HTTP2') && !text.startsWith('HTTP/2:')) return null;
  const name = codeName(text);
  if (/GOAWAY/.test(text) || code === 'ERR_HTTP2_SESSION_ERROR' || code === 'ERR_HTTP2_GOAWAY_SESSION') {
    return { outcome: 'h2', code: name ?? code, message: `The server ended the HTTP/2 connection (${name ?? 'GOAWAY'}).` };
  }
  if (code === 'ERR_HTTP2_STREAM_ERROR' || /stream|RST/i.test(text)) {
    return {
      outcome: 'h2',
      code: name ?? code,
      message: `The server broke off its response by HTTP/2 (${name ?? 'RST_STREAM'}).`,
    };
  }
  const isNghttp = code === 'ERR_HTTP2_ERROR';
  const message = isNghttp ? 'Not a valid HTTP/2 response. Does this port speak HTTP/2?' : 'The HTTP/2 connection failed.';
  return { outcome: isNghttp ? 'protocol' : 'h2', code, message };
}

export const NOT_HTTP2: Fault = {
  outcome: 'protocol',
  code: 'PROTOCOL_ERROR',
  message: 'Not a valid HTTP/2 response. Does this port speak HTTP/2?',
};

/** `reason` takes a few words; `code` is the one that is sent to the server. */
export function invalidFault(reason: string, code: H2Code): Fault {
  return { outcome: 'protocol', code, message: `Not a valid HTTP/2 response (${reason}).` };
}

/** The server kept sending frames for a response that had ended. */
export const SURPLUS_FRAMES = invalidFault('More of a response after its end', 'STREAM_CLOSED');

const OVER_HTTP1: Fault = {
  outcome: 'h2',
  code: 'HTTP_1_1_REQUIRED',
  message: 'The server wants this request over HTTP/1.1 (HTTP_1_1_REQUIRED). Choose it under Connection.',
};

/** The server reset the stream of one request. */
export function resetFault(number: number): Fault {
  const code = nameOf(number);
  if (code === 'REFUSED_STREAM')
    return { outcome: 'h2', code, message: 'The server refused the request before it began to work on it (REFUSED_STREAM).' };
  if (code === 'HTTP_1_1_REQUIRED') return OVER_HTTP1;
  return { outcome: 'h2', code, message: `The server broke off its response by HTTP/2 (${code}).` };
}

/** The server closed the connection with GOAWAY. Without an error, it says that it did not work on the request. */
export function goneFault(number: number): Fault {
  const code = nameOf(number);
  if (code === 'HTTP_1_1_REQUIRED') return OVER_HTTP1;
  const rest = number === 0 ? ' before it began to work on this request. A browser would send it again' : '';
  return { outcome: 'h2', code, message: `The server ended the HTTP/2 connection (${code})${rest}.` };
}

export const h2Number = (code: H2Code): number => CODES.indexOf(code);

function nameOf(number: number): string {
  return CODES[number] ?? `code ${number}`;
}

function codeName(text: string): string | null {
  const [, written] = /code (?:NGHTTP2_)?(\w+)/.exec(text) ?? [];
  if (written === undefined) return null;
  return /^\d+$/.test(written) ? (CODES[Number(written)] ?? `code ${written}`) : written;
}
