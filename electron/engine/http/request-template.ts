// A request as it is sent, and the parts of it that its URL decides.
import type { SentRequest } from '../../../shared/sample.ts';

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
  readonly body: Buffer | null;
  /** It is sent again and again as it is, so its bytes are made once. */
  readonly isShared: boolean;
  /** What it is called in the samples, where it is not the step as the plan has it. */
  readonly sentAs?: SentRequest;
  /** How many bytes of the response's body are kept for whoever asks; without it they are counted and dropped. */
  readonly keepsBody?: number;
}

/**
 * The scenario of iteration `k`: multiples of the golden ratio are spread evenly over 0..1, so every run, worker
 * count and stretch of time sees the weights' shares.
 */
export function scenarioOf<T extends { readonly weight: number }>(scenarios: readonly T[], k: number): T {
  const [first] = scenarios;
  if (first === undefined) throw new Error('A plan has at least one scenario');
  if (scenarios.length === 1) return first;
  const total = scenarios.reduce((sum, { weight }) => sum + weight, 0);
  let point = ((k * 0.618_033_988_749_895) % 1) * total;
  for (const scenario of scenarios) {
    point -= scenario.weight;
    if (point < 0) return scenario;
  }
  return scenarios.at(-1) ?? first;
}

/**
 * The request target as the URL was typed, without its fragment: an empty query, dot segments and escapes mean something to
 * servers (RFC 3986, 6.2.3). Only what cannot stand in a request line is escaped.
 */
export function targetOf(url: string): string {
  const typed = /^[a-z]+:\/\/[^/?#]*([^#]*)/i.exec(url)?.[1] ?? '';
  const path = typed.startsWith('/') ? typed : `/${typed}`;
  return path.toWellFormed().replace(/[^!-~]+/gu, encodeURIComponent);
}

/** The parts of a request that its URL decides. */
export function placeOf(url: URL): Pick<RequestTemplate, 'origin' | 'hostname' | 'port' | 'secure' | 'path'> {
  const { origin, hostname, port, protocol, href } = url;
  const secure = protocol === 'https:';
  return { origin, hostname, port: port === '' ? (secure ? 443 : 80) : Number(port), secure, path: targetOf(href) };
}
