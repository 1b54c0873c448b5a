// Where requests may go: to the hosts that the plan itself names, which were confirmed if they are public, and to what stays on
// this computer or its network. No server, by a redirect or a value in its response, may point a load test at somebody else.
import { isLocalName, isPrivateAddress } from './private-address.ts';
import type { Plan } from '../../../shared/plan/plan.ts';

/** `hostname` as URLs have it: IPv6 in brackets. */
export type Reach = (hostname: string) => boolean;

export function reachOf({ scenarios }: Pick<Plan, 'scenarios'>): Reach {
  const named = new Set(scenarios.flatMap(({ steps }) => steps.map(({ url }) => URL.parse(url)?.hostname)));
  return (hostname) => named.has(hostname) || isLocalName(hostname) || isPrivateAddress(hostname.replace(/^\[|\]$/g, ''));
}
