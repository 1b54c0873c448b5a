// Which hosts requests may go to: those that the plan itself names, which were confirmed if they are public, and those on this
// computer or its network. This keeps a server from pointing a load test at somebody else by a redirect or an extracted value.
import { isLocalName, isPrivateAddress } from './private-address.ts';

/** `hostname` is written as in URLs: IPv6 in brackets. */
export type Reach = (hostname: string) => boolean;

/** `named` are the hosts in the URLs of a plan. */
export function reachOf(hostnames: readonly string[]): Reach {
  const named = new Set(hostnames);
  return (hostname) => named.has(hostname) || isLocalName(hostname) || isPrivateAddress(hostname.replace(/^\[|\]$/g, ''));
}
