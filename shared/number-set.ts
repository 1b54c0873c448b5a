// A set of small whole numbers, one bit each.

export class NumberSet {
  #bits: Uint8Array;
  #count: number;

  constructor(bits: Uint8Array = new Uint8Array(1024)) {
    this.#bits = bits;
    this.#count = 0;
    for (const byte of bits) this.#count += bitsOf(byte);
  }

  /** To make the same set of in another thread. */
  get bits(): Uint8Array {
    return this.#bits;
  }

  get count(): number {
    return this.#count;
  }

  /** The largest number; -1 if the set is empty. */
  get most(): number {
    for (let at = this.#bits.length - 1; at >= 0; at -= 1) {
      const byte = this.#bits[at] ?? 0;
      if (byte !== 0) return at * 8 + 31 - Math.clz32(byte);
    }
    return -1;
  }

  /** Whether any number is in both sets. */
  meets(other: NumberSet): boolean {
    const length = Math.min(this.#bits.length, other.#bits.length);
    for (let at = 0; at < length; at += 1) if (((this.#bits[at] ?? 0) & (other.#bits[at] ?? 0)) !== 0) return true;
    return false;
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

function bitsOf(byte: number): number {
  let count = 0;
  for (let rest = byte; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
