// Where a response says to go next: an address whose code or id is known from nowhere else is taken as a whole. Pure.
import type { ImportedRequest } from '../imported/imported.ts';
import type { FoundValue, Produced } from './found-value.ts';
import { isDistinctive } from './likely-value.ts';
import { requestTokens } from './request-tokens.ts';

export function foundLocations(
  requests: readonly ImportedRequest[],
  produced: ReadonlyMap<string, readonly Produced[]>,
): readonly Omit<FoundValue, 'name'>[] {
  return requests.flatMap(({ step, recorded }, producer) => {
    const given = recorded?.response?.headers.find(([name]) => name.toLowerCase() === 'location')?.[1].trim() ?? '';
    const value = given.split('#')[0] ?? '';
    if (!/^(?:https?:\/\/|\/)/i.test(value) || !isNew(value, producer, requests, produced)) return [];
    const origin = value.startsWith('/') ? (/^[a-z]+:\/\/[^/?#]*/i.exec(step.url)?.[0] ?? '') : '';
    const consumers = requests.flatMap(({ step: later }, at) =>
      at > producer && isBelow(later.url, origin + value) ? [at] : [],
    );
    return consumers.length === 0 ? [] : [{ value, producer, extract: { header: 'location' }, builtIn: null, consumers }];
  });
}

function isBelow(url: string, address: string): boolean {
  return url.startsWith(address) && /^(?:$|[/?&])/.test(url.slice(address.length));
}

/** It holds something that no request before held, and that no body gives. */
function isNew(
  value: string,
  producer: number,
  requests: readonly ImportedRequest[],
  produced: ReadonlyMap<string, readonly Produced[]>,
): boolean {
  return requestTokens({ url: value }).some(({ value: part, place }) => {
    const looksMade = isDistinctive(part) || (place === 'path' && /^\d+$/.test(part));
    const isKnown = requests.slice(0, producer + 1).some(({ step }) => requestTokens(step).some((one) => one.value === part));
    const isGiven = (produced.get(part) ?? []).some(({ step }) => step <= producer);
    return looksMade && !isKnown && !isGiven;
  });
}
