// The other end of a connection: the server, a proxy on the way to it, or a socket on this computer.
import type { HttpOptions } from '../../../shared/plan/plan-http.ts';
import { parseProxy } from '../../../shared/plan/proxy-address.ts';
import type { Peer } from '../faults/fault-context.ts';

export interface Proxy {
  /** Without the brackets of an IPv6 address. */
  readonly hostname: string;
  readonly port: number;
  /** "proxy.test:3128" */
  readonly place: string;
  /** The value of Proxy-Authorization, or null. */
  readonly authorization: string | null;
}

export function proxyOf({ proxy }: HttpOptions): Proxy | null {
  const address = proxy === undefined ? null : parseProxy(proxy);
  if (address === null) return null;
  const { user, password, host, port } = address;
  const credentials = `${decoded(user)}:${decoded(password)}`;
  return {
    hostname: host.replace(/^\[|\]$/g, ''),
    port,
    place: `${host}:${port}`,
    authorization: user === '' ? null : `Basic ${Buffer.from(credentials).toString('base64')}`,
  };
}

export function peerOf(
  target: { readonly hostname: string; readonly port: number },
  proxy: Proxy | null,
  { socketPath }: HttpOptions,
): Peer {
  if (proxy !== null) return { kind: 'proxy', hostname: proxy.hostname, place: proxy.place };
  if (socketPath !== undefined) return { kind: 'socket', hostname: target.hostname, place: socketPath };
  return { kind: 'server', hostname: target.hostname, place: `${target.hostname}:${target.port}` };
}

/** Includes the credentials for the proxy, which the server must not see: over https:// they go with CONNECT. */
export function forwardedHeaders({ headers }: { readonly headers: string[] }, proxy: Proxy | null): string[] {
  const authorization = proxy?.authorization ?? null;
  return authorization === null ? headers : [...headers, 'proxy-authorization', authorization];
}

/** Returns the text unchanged if it contains an invalid escape. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
