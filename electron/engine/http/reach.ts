// Where a redirect may lead: to the hosts that the plan itself names, which were confirmed if they are public, and to
// what stays on this computer or its network. A server must not be able to point a load test at somebody else.
import { isLocalName, isPrivateAddress } from './private-address.ts';
import type { ScenarioTemplate } from './request-template.ts';

/** `hostname` as URLs have it: IPv6 in brackets. */
export type Reach = (hostname: string) => boolean;

export function reachOf(scenarios: readonly ScenarioTemplate[]): Reach {
  const named = new Set(scenarios.flatMap(({ requests }) => requests.map(({ hostname }) => hostname)));
  return (hostname) => named.has(hostname) || isLocalName(hostname) || isPrivateAddress(hostname.replace(/^\[|\]$/g, ''));
}
