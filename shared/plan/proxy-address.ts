// The address of a proxy, as a plan has it. Sending threads read it too, so it knows no schema.
import { isConnectable } from './host-fault.ts';

const PROXY = /^http:\/\/(?:([^\s/@:]*)(?::([^\s/@]*))?@)?(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?\/?$/i;

/** A proxy's address in its parts; user and password with their escapes. */
export interface ProxyAddress {
  readonly user: string;
  readonly password: string;
  /** With the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
}

/** Null where the text is not an address of a proxy. */
export function parseProxy(text: string): ProxyAddress | null {
  const [whole, user = '', password = '', host = '', port = '80'] = PROXY.exec(text) ?? [];
  if (whole === undefined || Number(port) < 1 || Number(port) > 65_535 || !isConnectable(host)) return null;
  return { user, password, host, port: Number(port) };
}

/** The proxy's address without its user and password. */
export function withoutCredentials(proxy: string, hidden: string): string {
  return proxy.replace(/^(http:\/\/)[^/@]*@/i, `$1${hidden}@`);
}
