// The header fields that a connection can refer to by number: the static ones, and those that the server added (RFC 7541, 2.3 and
// appendix A).

export type HeaderField = readonly [name: string, value: string];

/** The numbers begin at 1. */
export const STATIC_FIELDS: readonly HeaderField[] = [
  [':authority', ''],
  [':method', 'GET'],
  [':method', 'POST'],
  [':path', '/'],
  [':path', '/index.html'],
  [':scheme', 'http'],
  [':scheme', 'https'],
  [':status', '200'],
  [':status', '204'],
  [':status', '206'],
  [':status', '304'],
  [':status', '400'],
  [':status', '404'],
  [':status', '500'],
  ['accept-charset', ''],
  ['accept-encoding', 'gzip, deflate'],
  ['accept-language', ''],
  ['accept-ranges', ''],
  ['accept', ''],
  ['access-control-allow-origin', ''],
  ['age', ''],
  ['allow', ''],
  ['authorization', ''],
  ['cache-control', ''],
  ['content-disposition', ''],
  ['content-encoding', ''],
  ['content-language', ''],
  ['content-length', ''],
  ['content-location', ''],
  ['content-range', ''],
  ['content-type', ''],
  ['cookie', ''],
  ['date', ''],
  ['etag', ''],
  ['expect', ''],
  ['expires', ''],
  ['from', ''],
  ['host', ''],
  ['if-match', ''],
  ['if-modified-since', ''],
  ['if-none-match', ''],
  ['if-range', ''],
  ['if-unmodified-since', ''],
  ['last-modified', ''],
  ['link', ''],
  ['location', ''],
  ['max-forwards', ''],
  ['proxy-authenticate', ''],
  ['proxy-authorization', ''],
  ['range', ''],
  ['referer', ''],
  ['refresh', ''],
  ['retry-after', ''],
  ['server', ''],
  ['set-cookie', ''],
  ['strict-transport-security', ''],
  ['transfer-encoding', ''],
  ['user-agent', ''],
  ['vary', ''],
  ['via', ''],
  ['www-authenticate', ''],
];

/** The size of a field in addition to its characters, in bytes. */
export const FIELD_OVERHEAD = 32;

/** Dropped entries are only removed from the front of the list once there are this many. */
const MOST_DROPPED = 256;

export class HeaderTable {
  /** Changes whenever any number changes its meaning. */
  version = 0;
  /** The oldest entry first; entries before `#first` were dropped. */
  #added: HeaderField[] = [];
  #first = 0;
  #size = 0;
  #mostSize: number;

  constructor(mostSize: number) {
    this.#mostSize = mostSize;
  }

  /** Returns null if no entry has this number. */
  at(index: number): HeaderField | null {
    if (index <= STATIC_FIELDS.length) return STATIC_FIELDS[index - 1] ?? null;
    const place = this.#added.length - (index - STATIC_FIELDS.length);
    return place < this.#first ? null : (this.#added[place] ?? null);
  }

  /** An entry that is larger than the table empties it (RFC 7541, 4.4). */
  add(field: HeaderField): void {
    this.version += 1;
    this.#added.push(field);
    this.#size += fieldSize(field);
    this.#evict();
  }

  resize(mostSize: number): void {
    this.version += 1;
    this.#mostSize = mostSize;
    this.#evict();
  }

  #evict(): void {
    while (this.#size > this.#mostSize) {
      const oldest = this.#added[this.#first];
      if (oldest === undefined) return;
      this.#size -= fieldSize(oldest);
      this.#first += 1;
    }
    if (this.#first < MOST_DROPPED) return;
    this.#added = this.#added.slice(this.#first);
    this.#first = 0;
  }
}

export function fieldSize([name, value]: HeaderField): number {
  return name.length + value.length + FIELD_OVERHEAD;
}
