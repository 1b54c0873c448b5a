// Bytes put one after the other into a buffer that grows and is used again.

const FIRST_CAPACITY = 1 << 16;
const VARINT_BASE = 128;
/** A varint of 2^53 - 1, zigzag included, has no more bytes. */
const LONGEST_VARINT = 8;

export class ByteWriter {
  at = 0;
  #bytes = new Uint8Array(FIRST_CAPACITY);
  #view = new DataView(this.#bytes.buffer);

  /** Writing through it needs `reserve` before and moves `at` by hand. */
  get view(): DataView {
    return this.#view;
  }

  reserve(length: number): void {
    if (this.at + length <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.at + length, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.at));
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }

  byte(value: number): void {
    this.reserve(1);
    this.#bytes[this.at++] = value;
  }

  /** Seven bits a byte, the lowest first; `value` from 0 to 2^53 - 1. */
  varint(value: number): void {
    this.reserve(LONGEST_VARINT);
    let rest = value;
    while (rest >= VARINT_BASE) {
      this.#bytes[this.at++] = (rest % VARINT_BASE) | VARINT_BASE;
      rest = Math.floor(rest / VARINT_BASE);
    }
    this.#bytes[this.at++] = rest;
  }

  /** Either sign, small ones short: 0, -1, 1, -2 as 0, 1, 2, 3. */
  zigzag(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.#bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  /** A copy of what was written from `start` on. */
  take(start: number): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(start, this.at);
  }

  written(start: number): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(start, this.at);
  }
}
