// Which addresses and names belong to this computer or its own network. Pure: it does no lookup.
import ipaddr from 'ipaddr.js';

/** RFC 1122, 1918, 3927, 4193, 4291. */
const NEAR: ReadonlySet<string> = new Set(['loopback', 'private', 'linkLocal', 'uniqueLocal']);
/** They mean this computer; the rest of 0.0.0.0/8 means no host. */
const UNSPECIFIED: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

export function isPrivateAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address embedded in IPv6 is judged as IPv4.
  const one = ipaddr.process(address);
  return NEAR.has(one.range()) || UNSPECIFIED.has(one.toString());
}

/** Names that by definition never leave the local network: RFC 6761 and 6762. */
export function isLocalName(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host.endsWith('.local');
}
