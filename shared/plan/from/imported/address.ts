// The parts of an absolute URL that importers need. The URL itself stays as it was written.
export interface Address {
  /** Without user and fragment. */
  readonly url: string;
  readonly hostname: string;
  readonly path: string;
}

/** Returns null for anything except an http or https URL with a host. */
export function addressOf(text: string): Address | null {
  const [, scheme, host, rest = ''] =
    /^(https?):\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]+)((?::\d*)?[^#]*)/i.exec(text.trim()) ?? [];
  if (scheme === undefined || host === undefined) return null;
  const path = /^(?::\d*)?([^?]*)/.exec(rest)?.[1] ?? '';
  return { url: `${scheme}://${host}${rest}`, hostname: host.toLowerCase(), path: path === '' ? '/' : path };
}
