// A request as it is sent, and the parts of it that depend on its URL.
import type { SentRequest } from '../../../shared/sample.ts';
import { TRACE_PLACE } from '../../../shared/trace-id.ts';
import type { RequestBody } from './request-body.ts';

export interface RequestTemplate {
  /** Index through all scenarios of the plan. */
  readonly step: number;
  readonly origin: string;
  readonly hostname: string;
  readonly port: number;
  readonly secure: boolean;
  readonly method: string;
  readonly path: string;
  /** Names and values alternate. */
  readonly headers: string[];
  readonly body: RequestBody | null;
  /** Whether our own client can write the request, if that is already known: see `isPlainRequest`. */
  readonly isPlain?: boolean;
  /** True if the request is sent unchanged again and again, so that its bytes are made once. */
  readonly isShared: boolean;
  /** The method and URL that its samples show, if they differ from those of the step. */
  readonly sentAs?: SentRequest;
  /** How many bytes of the response body are kept for a reader; without it the body is only counted. */
  readonly keepsBody?: number;
}

/** The headers with the trace context filled in. */
export function tracedHeaders(headers: readonly string[], traceparent: string): string[] {
  return headers.map((text) => (text === TRACE_PLACE ? traceparent : text));
}

/**
 * The request target as it was typed, without its fragment: an empty query, dot segments and escapes can matter to servers (RFC
 * 3986, 6.2.3). Only characters that a request line cannot contain are escaped.
 */
export function requestTarget(url: string): string {
  const typed = /^[a-z]+:\/\/[^/?#]*([^#]*)/i.exec(url)?.[1] ?? '';
  const path = typed.startsWith('/') ? typed : `/${typed}`;
  return path.toWellFormed().replace(/[^!-~]+/gu, encodeURIComponent);
}

/** The parts of a request that depend on its URL. */
export function placeOf(url: URL): Pick<RequestTemplate, 'origin' | 'hostname' | 'port' | 'secure' | 'path'> {
  const { origin, hostname, port, protocol, href } = url;
  const secure = protocol === 'https:';
  return { origin, hostname, port: port === '' ? (secure ? 443 : 80) : Number(port), secure, path: requestTarget(href) };
}
