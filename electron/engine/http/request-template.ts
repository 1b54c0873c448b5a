// A request as it is sent, and the parts of it that its URL decides.
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
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: RequestBody | null;
  /** Whether our own client can write it, where that is known: see `isPlainRequest`. */
  readonly isPlain?: boolean;
  /** It is sent again and again as it is, so its bytes are made once. */
  readonly isShared: boolean;
  /** What it is called in the samples, where it is not the step as the plan has it. */
  readonly sentAs?: SentRequest;
  /** How many bytes of the response's body are kept for whoever asks; without it they are counted and dropped. */
  readonly keepsBody?: number;
}

/** The headers with the trace context in its place. */
export function tracedHeaders(headers: readonly string[], traceparent: string): string[] {
  return headers.map((text) => (text === TRACE_PLACE ? traceparent : text));
}

/**
 * The request target as the URL was typed, without its fragment: an empty query, dot segments and escapes mean something to
 * servers (RFC 3986, 6.2.3). Only what cannot stand in a request line is escaped.
 */
export function requestTarget(url: string): string {
  const typed = /^[a-z]+:\/\/[^/?#]*([^#]*)/i.exec(url)?.[1] ?? '';
  const path = typed.startsWith('/') ? typed : `/${typed}`;
  return path.toWellFormed().replace(/[^!-~]+/gu, encodeURIComponent);
}

/** The parts of a request that its URL decides. */
export function placeOf(url: URL): Pick<RequestTemplate, 'origin' | 'hostname' | 'port' | 'secure' | 'path'> {
  const { origin, hostname, port, protocol, href } = url;
  const secure = protocol === 'https:';
  return { origin, hostname, port: port === '' ? (secure ? 443 : 80) : Number(port), secure, path: requestTarget(href) };
}
