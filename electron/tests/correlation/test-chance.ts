// Random values from a seed, so that a family of sites can be varied and each variation can be reproduced.
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761 + 97) >>> 0;
  }

  /** From 0 to `count` - 1 (mulberry32). */
  below(count: number): number {
    this.#state = (this.#state + 0x6d2b_79f5) >>> 0;
    let word = this.#state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return Math.floor((((word ^ (word >>> 14)) >>> 0) / 4_294_967_296) * count);
  }

  of<T>(first: T, ...more: readonly T[]): T {
    return [first, ...more][this.below(more.length + 1)] ?? first;
  }

  text(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet.charAt(this.below(alphabet.length))).join('');
  }

  hex(length: number): string {
    return this.text('0123456789abcdef', length);
  }

  uuid(): string {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-${this.of('8', '9', 'a', 'b')}${this.hex(3)}-${this.hex(12)}`;
  }

  word(length: number): string {
    return this.text('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', length);
  }

  base64(bytes: number): string {
    return Buffer.from(Array.from({ length: bytes }, () => this.below(256))).toString('base64');
  }

  base64url(bytes: number): string {
    return this.base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  }

  jwt(claims: object): string {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${this.base64url(32)}`;
  }

  /** A token in the form that servers of many kinds use. */
  token(): string {
    const shapes = [
      () => this.hex(32),
      () => this.base64url(24),
      () => this.uuid(),
      () => this.word(40),
      () => this.jwt({ sub: this.word(9), iat: 1_790_000_000 + this.below(9999), exp: 1_799_999_999 }),
      () => `tok_${this.word(18)}`,
    ];
    return shapes[this.below(shapes.length)]?.() ?? '';
  }

  /** An id in the form that databases and services use. */
  id(): string {
    const shapes = [
      () => this.uuid(),
      () => this.hex(24),
      () => this.hex(8) + String(this.below(10)) + this.of('a', 'f'),
      () => `c_${this.hex(8)}7`,
      () => String(100_000 + this.below(900_000)),
      () => `01${this.text('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 24)}`,
      () => `${this.text('abcdefghijkmnpqrstuvwxyz', 3)}-${this.word(10)}`,
      () => `ORD-2026-${String(10_000 + this.below(89_999))}`,
      () => this.base64url(9) + String(this.below(10)),
    ];
    return shapes[this.below(shapes.length)]?.() ?? '';
  }

  /** The members in a different order each time. */
  shuffled<T extends object>(given: T): T {
    const entries = Object.entries(given);
    for (let at = entries.length - 1; at > 0; at -= 1) {
      const other = this.below(at + 1);
      const [one, two] = [entries[at], entries[other]];
      if (one !== undefined && two !== undefined) [entries[at], entries[other]] = [two, one];
    }
    return Object.fromEntries(entries) as T;
  }
}
