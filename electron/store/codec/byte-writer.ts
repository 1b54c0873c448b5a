// Appends bytes to a buffer that grows and is reused.

const FIRST_CAPACITY = 1 << 16;
const VARINT_BASE = 128;
/** The length of the longest varint, 2^53 - 1, also with zigzag coding. */
const LONGEST_VARINT = 8;

export class ByteWriter {
  at = 0;
  #bytes = new Uint8Array(FIRST_CAPACITY);
  #view = new DataView(this.#bytes.buffer);

  /** Before writing through it, call `reserve`, and afterwards advance `at`. */
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

  /** Seven bits per byte, the lowest first; `value` is 0 to 2^53 - 1. */
  varint(value: number): void {
    this.reserve(LONGEST_VARINT);
    let rest = value;
    while (rest >= VARINT_BASE) {
      this.#bytes[this.at++] = (rest % VARINT_BASE) | VARINT_BASE;
      rest = Math.floor(rest / VARINT_BASE);
    }
    this.#bytes[this.at++] = rest;
  }

  /** Signed numbers, so that small ones stay short: 0, -1, 1, -2 become 0, 1, 2, 3. */
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
