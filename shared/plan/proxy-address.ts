// Parses the address of a proxy in a plan. Sending threads use it too, so it does not depend on the schema.
import { isConnectable } from './host-fault.ts';

const PROXY = /^http:\/\/(?:([^\s/@:]*)(?::([^\s/@]*))?@)?(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?\/?$/i;

/** The parts of a proxy's address; user and password are still escaped. */
export interface ProxyAddress {
  readonly user: string;
  readonly password: string;
  /** Includes the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
}

/** Returns null if the text is not a valid proxy address. */
export function parseProxy(text: string): ProxyAddress | null {
  const [whole, user = '', password = '', host = '', port = '80'] = PROXY.exec(text) ?? [];
  if (whole === undefined || Number(port) < 1 || Number(port) > 65_535 || !isConnectable(host)) return null;
  return { user, password, host, port: Number(port) };
}

/** The proxy's address without its user and password. */
export function withoutCredentials(proxy: string, hidden: string): string {
  return proxy.replace(/^(http:\/\/)[^/@]*@/i, `$1${hidden}@`);
}
