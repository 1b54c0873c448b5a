// What is wrong with the host of a URL: a host that cannot be connected to must be refused where it is written. Pure.

/** The URL class of browsers and Node; this folder uses the types of neither. */
declare const URL: { canParse(text: string): boolean };

/** What is wrong with "host", "host:port" or "[address]:port"; null if it can be connected to. */
export function hostFault(authority: string): string | null {
  const [, host = '', port] = /^(\[[0-9a-f:.%]*\]|[^:[\]]*)(?::(.*))?$/i.exec(withoutZone(authority)) ?? [];
  const zone = zoneOf(authority);
  if (zone !== null)
    return `The address "${hostOf(authority)}" names a zone ("${zone}"), which no URL can carry. Use an address without a zone.`;
  if (host === '' || /[\s"<>\\^`{|}%]/.test(host)) return `"${authority}" is not a host. Write for example 127.0.0.1:8080.`;
  const fault = portFault(port);
  return fault ?? (isConnectable(host) ? null : addressFault(host));
}

/** Whether the sending program accepts it as a host (WHATWG URL, 3.5). */
export function isConnectable(host: string): boolean {
  return URL.canParse(`http://${host}/`);
}

function portFault(port: string | undefined): string | null {
  if (port === undefined || port === '') return null;
  const isValid = /^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
  return isValid ? null : `"${port}" is not a port. Write a number from 1 to 65535.`;
}

function addressFault(host: string): string {
  if (host.startsWith('[')) return `"${host}" is not an IPv6 address. Write for example [::1].`;
  if (/(^|\.)(\d+|0x[0-9a-f]*)\.?$/i.test(host))
    return `"${host}" is not an IPv4 address: it has four numbers from 0 to 255, such as 127.0.0.1.`;
  return `"${host}" is not a host name. Write for example shop.example.`;
}

function hostOf(authority: string): string {
  return authority.slice(0, authority.lastIndexOf(']') + 1);
}

/** "%25lo" for "[fe80::1%25lo]:80" (RFC 6874), or null. */
function zoneOf(authority: string): string | null {
  return /^\[[0-9a-f:.]+(%[^\]]*)\]/i.exec(authority)?.[1] ?? null;
}

function withoutZone(authority: string): string {
  return authority.replace(/^(\[[0-9a-f:.]+)%[^\]]*\]/i, '$1]');
}
