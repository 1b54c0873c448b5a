// Which addresses and names stay on this computer or its own network. Pure; looks nothing up.
import { BlockList, isIP } from 'node:net';

const privateAddresses = new BlockList();
// RFC 1122, 1918, 3927: this computer, private networks, link-local.
for (const [network, prefix] of [
  ['0.0.0.0', 32],
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const) {
  privateAddresses.addSubnet(network, prefix, 'ipv4');
}
// RFC 4291, 4193: this computer, link-local, unique local. IPv4 within IPv6 is judged as IPv4.
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['fe80::', 10],
  ['fc00::', 7],
] as const) {
  privateAddresses.addSubnet(network, prefix, 'ipv6');
}

export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && privateAddresses.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Names that by their standards never leave the local network: RFC 6761 and 6762. */
export function isLocalName(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host.endsWith('.local');
}
