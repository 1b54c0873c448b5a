// The bytes of a file that wait to be read: what was left of the pieces before, and the next piece, in memory that is used again.

const FIRST_BYTES = 512 * 1024;
const MARK = [0xef, 0xbb, 0xbf] as const;

/** How many bytes at the beginning of a file are a mark of UTF-8 and no text. */
export function lengthOfMark(bytes: Uint8Array): number {
  return MARK.every((byte, place) => bytes[place] === byte) ? MARK.length : 0;
}

export class ByteWindow {
  /** A Buffer finds a byte several times as fast as any other array of bytes. */
  #memory = Buffer.alloc(FIRST_BYTES);
  #length = 0;

  /** All that waits, followed by the chunk; good until the next call. */
  add(chunk: Uint8Array): Buffer {
    const length = this.#length + chunk.length;
    if (length > this.#memory.length) {
      const larger = Buffer.alloc(2 * length);
      larger.set(this.#memory.subarray(0, this.#length));
      this.#memory = larger;
    }
    this.#memory.set(chunk, this.#length);
    this.#length = length;
    return this.#memory.subarray(0, length);
  }

  /** Everything before this place was read. */
  keepFrom(at: number): void {
    this.#memory.copyWithin(0, at, this.#length);
    this.#length -= at;
  }

  /** A copy of what waits. */
  get left(): Uint8Array {
    return Uint8Array.from(this.#memory.subarray(0, this.#length));
  }
}
