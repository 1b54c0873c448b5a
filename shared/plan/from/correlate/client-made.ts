// Recognises values that a client creates for a request: request ids, times, random numbers. Pure.
import type { Leaf } from './leaf.ts';
import { isUuid } from './likely-value.ts';

export interface ClientMade {
  /** For example "{{$guid}}". */
  readonly template: string;
  /** True if the same value is used throughout an iteration. */
  readonly isShared: boolean;
}

interface Sent {
  readonly method: string;
  /** When the request was sent, in ms since 1970; NaN if unknown. */
  readonly at: number;
}

/** Names of values that are new in every request. */
const FRESH =
  /request|correlation|idempoten|trace|span|transaction|message|nonce|operation|mutation|activity|attempt|event|dedup|conversation|x-b3|draft|temp/i;
/** Names of values that a client receives once and keeps. */
const GIVEN =
  /client|app|tenant|account|org|project|api-?_?key|subscription|site|widget|public|device|install|partner|merchant|store|channel|workspace/i;
const NEAR_MS = 3_600_000;

/** Returns null if the client did not create the value. */
export function clientMade(leaf: Leaf, { method, at }: Sent): ClientMade | null {
  const { text, field, place } = leaf;
  if (isUuid(text)) return isFreshUuid(leaf, method) ? { template: '{{$guid}}', isShared: true } : null;
  const time = timeTemplate(text, at);
  if (time !== null) return { template: time, isShared: false };
  if (/^00-[\da-f]{32}-[\da-f]{16}-0[01]$/.test(text))
    return { template: `00-{{$randomHex[32]}}-{{$randomHex[16]}}-${text.slice(-2)}`, isShared: false };
  if (place === 'path' || !FRESH.test(field) || GIVEN.test(field)) return null;
  return /^[\da-f]{8,64}$/i.test(text) && /\d/.test(text) ? { template: `{{$randomHex[${text.length}]}}`, isShared: true } : null;
}

/** An id that a client assigns to a new object or to the request, and not one that it received. */
function isFreshUuid({ place, field, before }: Leaf, method: string): boolean {
  const writes = /^(?:POST|PUT|PATCH)$/i.test(method);
  if (place === 'path') return /^(?:PUT|POST)$/i.test(method) && before !== '' && !GIVEN.test(before);
  if (GIVEN.test(field)) return false;
  if (FRESH.test(field) || /^(?:state|_|rnd|rand|cb|t)$/i.test(field)) return true;
  if (place === 'header') return false;
  return (
    (writes && place === 'body' && /^(?:id|uuid|guid|key|ref|reference|externalid|external_id)$/i.test(field)) ||
    /^(?:uuid|guid)$/i.test(field)
  );
}

/** Times within an hour of the request, in ms, in seconds, or in ISO 8601. */
function timeTemplate(text: string, at: number): string | null {
  if (!Number.isFinite(at)) return null;
  const isNear = (ms: number): boolean => Math.abs(ms - at) < NEAR_MS;
  if (/^\d{13}$/.test(text)) return isNear(Number(text)) ? '{{$timestamp}}{{$now[SSS]}}' : null;
  if (/^\d{10}$/.test(text)) return isNear(Number(text) * 1000) ? '{{$timestamp}}' : null;
  const [, fraction] = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.exec(text) ?? [];
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/.test(text) || !isNear(Date.parse(text))) return null;
  return fraction === undefined ? '{{$now[YYYY-MM-DDTHH:mm:ssZ]}}' : '{{$isoTimestamp}}';
}
