// A set of small whole numbers, a bit each.

export class NumberSet {
  #bits = new Uint8Array(1024);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** The largest; -1 where there is none. */
  get most(): number {
    for (let at = this.#bits.length - 1; at >= 0; at -= 1) {
      const byte = this.#bits[at] ?? 0;
      if (byte !== 0) return at * 8 + 31 - Math.clz32(byte);
    }
    return -1;
  }

  /** A number is in both. */
  meets(other: NumberSet): boolean {
    const shorter = this.#bits.length < other.#bits.length ? this.#bits : other.#bits;
    return shorter.some((_, at) => ((this.#bits[at] ?? 0) & (other.#bits[at] ?? 0)) !== 0);
  }

  add(value: number): void {
    const at = value >>> 3;
    if (at >= this.#bits.length) {
      const larger = new Uint8Array(Math.max(at + 1, 2 * this.#bits.length));
      larger.set(this.#bits);
      this.#bits = larger;
    }
    const bit = 1 << (value & 7);
    const byte = this.#bits[at] ?? 0;
    if ((byte & bit) !== 0) return;
    this.#bits[at] = byte | bit;
    this.#count += 1;
  }
}
