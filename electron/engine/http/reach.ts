// Where requests may go: to the hosts that the plan itself names, which were confirmed if they are public, and to what stays on
// this computer or its network. No server, by a redirect or a value in its response, may point a load test at somebody else.
import { isLocalName, isPrivateAddress } from './private-address.ts';

/** `hostname` as URLs have it: IPv6 in brackets. */
export type Reach = (hostname: string) => boolean;

/** `named`: the hosts of a plan's URLs. */
export function reachOf(hostnames: readonly string[]): Reach {
  const named = new Set(hostnames);
  return (hostname) => named.has(hostname) || isLocalName(hostname) || isPrivateAddress(hostname.replace(/^\[|\]$/g, ''));
}
