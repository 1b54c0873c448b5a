// The header fields that a connection refers to by number: those that every one has, and those that its server added
// (RFC 7541, 2.3 and appendix A).

export type Field = readonly [name: string, value: string];

/** From number 1 on. */
export const STATIC_FIELDS: readonly Field[] = [
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

/** What a field takes up beside its characters. */
export const FIELD_OVERHEAD = 32;

export class HeaderTable {
  /** Changes with each change of what a number refers to. */
  version = 0;
  /** The newest first. */
  readonly #added: Field[] = [];
  #size = 0;
  #mostSize: number;

  constructor(mostSize: number) {
    this.#mostSize = mostSize;
  }

  /** Null where nothing has this number. */
  at(index: number): Field | null {
    const field = index <= STATIC_FIELDS.length ? STATIC_FIELDS[index - 1] : this.#added[index - STATIC_FIELDS.length - 1];
    return field ?? null;
  }

  /** One that is larger than the table empties it (RFC 7541, 4.4). */
  add(name: string, value: string): void {
    this.version += 1;
    this.#added.unshift([name, value]);
    this.#size += sizeOf([name, value]);
    this.#evict();
  }

  resize(mostSize: number): void {
    this.version += 1;
    this.#mostSize = mostSize;
    this.#evict();
  }

  #evict(): void {
    while (this.#size > this.#mostSize) {
      const last = this.#added.pop();
      if (last === undefined) return;
      this.#size -= sizeOf(last);
    }
  }
}

export function sizeOf([name, value]: Field): number {
  return name.length + value.length + FIELD_OVERHEAD;
}
