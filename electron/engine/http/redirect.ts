// Where a response redirects a request to (RFC 9110, 15.4). Every hop is a separate request; secrets are only sent to their own
// origin.
import { isSecretHeader } from '../../../shared/plan/secret.ts';
import type { Fault } from '../faults/fault-context.ts';
import type { Reach } from './reach.ts';
import { placeOf, type RequestTemplate } from './request-template.ts';

export type Hop =
  | { readonly kind: 'follow'; readonly request: RequestTemplate }
  | { readonly kind: 'fault'; readonly fault: Fault };

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Headers that describe a body, which a hop with GET no longer has. */
const BODY_HEADER = /^content-(type|encoding|language|location)$/i;

/**
 * `location` is the header of the response, `hops` the number of redirects followed so far. Returns null if the response is
 * final.
 */
export function hopOf(
  request: RequestTemplate,
  status: number,
  location: string | null,
  hops: number,
  limit: number,
  mayReach: Reach,
): Hop | null {
  if (limit === 0 || location === null || !REDIRECTS.has(status)) return null;
  const target = URL.parse(location, request.origin + request.path);
  if (target === null || (target.protocol !== 'http:' && target.protocol !== 'https:')) {
    const message = 'The server redirected to an address that Onrush cannot follow: it is not an http:// or https:// URL.';
    return { kind: 'fault', fault: { outcome: 'redirect', code: 'REDIRECT_ADDRESS', message } };
  }
  if (!mayReach(target.hostname)) {
    const message = `The server redirected to ${target.hostname}, a host that the plan does not name. If it is meant, add a step for it.`;
    return { kind: 'fault', fault: { outcome: 'redirect', code: 'REDIRECT_HOST', message } };
  }
  if (hops >= limit) {
    const message = `More than ${limit} ${limit === 1 ? 'redirect' : 'redirects'} in a row. If they are meant, raise the limit under Connection.`;
    return { kind: 'fault', fault: { outcome: 'redirect', code: 'REDIRECT_LIMIT', message } };
  }
  return { kind: 'follow', request: redirected(request, status, target) };
}

function redirected(request: RequestTemplate, status: number, target: URL): RequestTemplate {
  const becomesGet =
    (status === 303 && request.method !== 'HEAD') || ((status === 301 || status === 302) && request.method === 'POST');
  const leaves = target.origin !== request.origin;
  const drops = (name: string): boolean =>
    (leaves && (isSecretHeader(name) || name.toLowerCase() === 'host')) || (becomesGet && BODY_HEADER.test(name));
  const place = placeOf(target);
  const method = becomesGet ? 'GET' : request.method;
  return {
    ...request,
    ...place,
    method,
    sentAs: { method, url: place.origin + place.path },
    headers: request.headers.filter((_, at, all) => !drops(all[at - (at % 2)] ?? '')),
    body: becomesGet ? null : request.body,
    isShared: false,
  };
}
