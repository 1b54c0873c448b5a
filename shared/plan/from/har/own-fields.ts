// The extra fields in the HAR of an Onrush recording: names of steps, and secrets that were typed. Pure.
import type { ImportedRequest, TypedSecret } from '../imported/imported.ts';
import { isFields, listOf, textOf, within, type Fields } from '../imported/parts.ts';

export interface OwnFields {
  /** The title of the first page; "" if it had none. */
  readonly title: string;
  readonly secrets: readonly TypedSecret[];
  /** Hosts whose certificate the person accepted although nobody vouches for it. */
  readonly untrusted: readonly string[];
}

/** Returns null for a HAR of another program. */
export function ownFields(log: Fields): OwnFields | null {
  const own = log['_onrush'];
  if (!isFields(own)) return null;
  return {
    title: textOf(own['title']),
    secrets: listOf(own['secrets'])
      .map((one) => ({ name: textOf(within(one, 'name')), value: textOf(within(one, 'value')) }))
      .filter(({ value }) => value !== ''),
    untrusted: listOf(own['untrusted'])
      .map(textOf)
      .filter((host) => host !== ''),
  };
}

/** A plan has one answer for all its hosts, and without it no request of these would be sent. */
export function untrustedSentences(hosts: readonly string[]): readonly string[] {
  if (hosts.length === 0) return [];
  return [
    `You continued although the certificate of ${hosts.join(', ')} could not be verified, so the plan does not verify certificates. To verify them, name the certificate's authority under TLS.`,
  ];
}

/**
 * An action becomes the name of the first request that it caused; the other requests keep their paths. `pages` is the page of
 * each request.
 */
export function withActionNames(requests: readonly ImportedRequest[], pages: readonly string[]): readonly ImportedRequest[] {
  const named = new Set<string>();
  return requests.map((request, at) => {
    const page = pages[at] ?? '';
    if (request.leftAside !== null || request.group === '' || named.has(page)) return request;
    named.add(page);
    return { ...request, step: { ...request.step, name: request.group } };
  });
}
