// An address as a response gives it, and the whole URL that a browser makes of it. Pure.
export interface ResolvedAddress {
  readonly whole: string;
}

/** null where the address is not an end of the URL: it climbs up, or is a fragment. */
export function resolvedAddress(address: string, base: string): ResolvedAddress | null {
  if (/^https?:\/\//i.test(address)) return { whole: address };
  if (address === '' || /^[a-z][\w+.-]*:|^\/\/|^#|(?:^|\/)\.\.?(?:\/|$)/i.test(address)) return null;
  const [, origin = '', path = ''] = /^([a-z]+:\/\/[^/?#]*)([^?#]*)/i.exec(base) ?? [];
  if (origin === '') return null;
  if (address.startsWith('/')) return { whole: origin + address };
  if (address.startsWith('?')) return { whole: `${origin}${path === '' ? '/' : path}${address}` };
  return { whole: `${origin}${path.replace(/[^/]*$/, '') || '/'}${address}` };
}
