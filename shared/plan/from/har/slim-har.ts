// Removes bodies that no import reads from a large HAR: images, fonts, videos, styles. It works on the bytes, before they are
// parsed. Pure.

/** Smaller files are parsed completely. */
export const LARGE_BYTES = 16_000_000;
/** Shorter texts are kept. */
const LEAST_DROPPED = 2048;
const UNREAD = /^(?:image|audio|video|font)\/|text\/css|font|octet-stream|wasm|pdf|zip/i;
const TELL_EVERY = 4_000_000;

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COLON, COMMA] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x3a, 0x2c];

interface Frame {
  /** The member that contains it; "" in a list. */
  readonly name: string;
  readonly isObject: boolean;
  /** The member that is being read. */
  key: string;
  type: string;
}

/** `bytes` are UTF-8. `tell` receives how many of them were scanned. Invalid JSON is returned unchanged. */
export function slimHar(bytes: Uint8Array, tell: (done: number) => void = () => undefined): Uint8Array {
  const slim = new Slimming(bytes);
  let lastAt = 0;
  while (slim.step()) {
    if (slim.at < lastAt + TELL_EVERY) continue;
    lastAt = slim.at;
    tell(lastAt);
  }
  return slim.result();
}

class Slimming {
  at = 0;
  readonly #bytes: Uint8Array;
  readonly #frames: Frame[] = [];
  readonly #kept: Uint8Array[] = [];
  #keptTo = 0;
  #isKey = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Returns false at the end. */
  step(): boolean {
    const byte = this.#bytes[this.at];
    if (byte === undefined) return false;
    const frame = this.#frames.at(-1);
    if (byte === QUOTE) return this.#readString(frame);
    if (byte === OPEN || byte === OPEN_LIST) {
      this.#frames.push({ name: frame?.isObject === true ? frame.key : '', isObject: byte === OPEN, key: '', type: '' });
      this.#isKey = byte === OPEN;
    } else if (byte === CLOSE || byte === CLOSE_LIST) this.#frames.pop();
    else if (byte === COMMA) this.#isKey = frame?.isObject === true;
    else if (byte === COLON) this.#isKey = false;
    this.at += 1;
    return true;
  }

  result(): Uint8Array {
    if (this.#kept.length === 0) return this.#bytes;
    const parts = [...this.#kept, this.#bytes.subarray(this.#keptTo)];
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let to = 0;
    for (const part of parts) {
      whole.set(part, to);
      to += part.length;
    }
    return whole;
  }

  #readString(frame: Frame | undefined): boolean {
    const from = this.at + 1;
    const to = this.#endOfString(from);
    if (to === -1) return false;
    this.at = to + 1;
    if (frame === undefined) return true;
    if (this.#isKey) frame.key = this.#short(from, to);
    else if (frame.name === 'content' && frame.key === 'mimeType') frame.type = this.#short(from, to);
    else if (frame.name === 'content' && frame.key === 'text' && to - from >= LEAST_DROPPED && UNREAD.test(frame.type)) {
      this.#kept.push(this.#bytes.subarray(this.#keptTo, from));
      this.#keptTo = to;
    }
    return true;
  }

  /** Returns -1 if the string does not end. */
  #endOfString(from: number): number {
    for (let to = this.#bytes.indexOf(QUOTE, from); to !== -1; to = this.#bytes.indexOf(QUOTE, to + 1)) {
      let slashes = 0;
      while (this.#bytes[to - 1 - slashes] === BACKSLASH && to - 1 - slashes >= from) slashes += 1;
      if (slashes % 2 === 0) return to;
    }
    return -1;
  }

  /** Keys and types are short and ASCII. */
  #short(from: number, to: number): string {
    return to - from > 100 ? '' : String.fromCharCode(...this.#bytes.subarray(from, to));
  }
}
