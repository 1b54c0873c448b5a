// Caches the addresses of host names, one lookup per worker. A process has only four threads for getaddrinfo, so resolving for
// each connection would measure the queue in front of them.
import { lookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

type Waiting = (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void;

export class DnsCache {
  readonly #known = new Map<string, readonly LookupAddress[]>();
  readonly #waiting = new Map<string, Waiting[]>();
  #turn = 0;

  isKnown(hostname: string): boolean {
    return this.#known.has(hostname);
  }

  /** A lookup for net.connect. A failed lookup is not cached: the next connection tries again. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    this.#addressesOf(hostname, (error, addresses) => {
      const [first] = addresses;
      if (error !== null || first === undefined) callback(error, '');
      else if (options.all === true) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    });
  };

  #addressesOf(hostname: string, handle: Waiting): void {
    const known = this.#known.get(hostname);
    if (known !== undefined) {
      this.#turn += 1;
      process.nextTick(handle, null, turned(known, this.#turn));
      return;
    }
    const waiting = this.#waiting.get(hostname);
    if (waiting !== undefined) {
      waiting.push(handle);
      return;
    }
    const all = [handle];
    this.#waiting.set(hostname, all);
    lookup(askedName(hostname), { all: true, order: 'verbatim' }, (error, addresses) => {
      this.#waiting.delete(hostname);
      if (error === null) this.#known.set(hostname, addresses);
      for (const each of all) each(error, addresses ?? []);
    });
  }
}

/** A lookup for net.connect without a cache. */
export const lookUpAgain: LookupFunction = (hostname, options, callback) => lookup(askedName(hostname), options, callback);

/** Names below "localhost" are this computer (RFC 6761, 6.3). Browsers resolve them so, but not every resolver does. */
function askedName(hostname: string): string {
  return /(^|\.)localhost\.?$/i.test(hostname) ? 'localhost' : hostname;
}

/** False for an IP address and for a name that the cache already knows. */
export function needsLookup(hostname: string, cache: DnsCache | null): boolean {
  return isIP(hostname) === 0 && cache?.isKnown(hostname) !== true;
}

/** Connections take the addresses of a name in turn, as they would without a cache; the preferred family stays first. */
export function turned(addresses: readonly LookupAddress[], turn: number): LookupAddress[] {
  const preferred = addresses.filter(({ family }) => family === addresses[0]?.family);
  const others = addresses.filter(({ family }) => family !== addresses[0]?.family);
  const first = turn % Math.max(1, preferred.length);
  return [...preferred.slice(first), ...preferred.slice(0, first), ...others];
}
