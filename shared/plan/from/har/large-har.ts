// Reads a large HAR as its bytes arrive. Each entry is parsed separately, without the bodies that no import uses (pictures, fonts,
// films, styles), so that the file is never held in memory as a whole. Pure.
import { fieldsOf } from '../imported/parts.ts';

/** Shorter texts are kept. */
const LEAST_DROPPED = 2048;
const UNREAD = /^(?:image|audio|video|font)\/|text\/css|font|octet-stream|wasm|pdf|zip/i;
/** Bytes that are scanned together; a string that ends in a later piece is scanned again. */
const LEAST_LOOKED_AT = 4_000_000;
/** No program writes JSON that nests deeper. */
const DEEPEST = 10_000;

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COLON, COMMA] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x3a, 0x2c];

interface Frame {
  /** The name of the member that holds it; "" in a list. */
  readonly name: string;
  readonly isObject: boolean;
  /** The name of its member that is being read. */
  key: string;
  type: string;
}

/** True if a text begins like a HAR, with the members that programs write before the entries. */
export function beginsAsHar(head: string): boolean {
  return /^\uFEFF?\s*\{\s*"log"\s*:\s*\{/.test(head);
}

export class LargeHar {
  readonly #frames: Frame[] = [];
  readonly #entries: unknown[] = [];
  /** Decodes UTF-8. */
  readonly #decode: (bytes: Uint8Array) => string;
  /** The bytes around the entries. */
  readonly #around: Uint8Array[] = [];
  /** The bytes of the entry that is being read; null between entries. */
  #entry: Uint8Array[] | null = null;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  readonly #leastLookedAt: number;
  #least: number;
  #bytes = new Uint8Array();
  #at = 0;
  /** Everything before this place belongs to an entry, is kept around them, or was dropped. */
  #from = 0;
  #isKey = false;
  #isBroken = false;

  constructor(decode: (bytes: Uint8Array) => string, leastLookedAt = LEAST_LOOKED_AT) {
    this.#decode = decode;
    this.#leastLookedAt = leastLookedAt;
    this.#least = leastLookedAt;
  }

  add(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= this.#least) this.#look();
  }

  /** The value of the file; undefined if it is not JSON. */
  end(): unknown {
    this.#look();
    this.#keep(this.#bytes.length);
    if (this.#isBroken || this.#entry !== null) return undefined;
    try {
      const value = fieldsOf(JSON.parse(this.#decode(joinedBytes(this.#around))));
      return { ...value, log: { ...fieldsOf(value['log']), entries: this.#entries } };
    } catch {
      return undefined;
    }
  }

  #look(): void {
    if (this.#isBroken) return this.#forget();
    this.#bytes = joinedBytes(this.#waiting);
    this.#at -= this.#from;
    this.#from = 0;
    while (this.#step());
    this.#keep(this.#at);
    this.#waiting = [this.#bytes.subarray(this.#at)];
    this.#waitingBytes = this.#bytes.length - this.#at;
    // If a string is longer than all waiting bytes, its end is searched again only once there are twice as many.
    this.#least = Math.max(this.#leastLookedAt, 2 * this.#waitingBytes);
  }

  #forget(): void {
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  /** Returns false if the bytes end, also within a string that has not ended yet. */
  #step(): boolean {
    const byte = this.#bytes[this.#at];
    if (byte === undefined || this.#isBroken) return false;
    const frame = this.#frames.at(-1);
    if (byte === QUOTE) return this.#readString(frame);
    if (byte === OPEN || byte === OPEN_LIST) {
      if (byte === OPEN && this.#isInEntries()) this.#beginEntry();
      this.#isBroken = this.#frames.length > DEEPEST;
      this.#frames.push({ name: frame?.isObject === true ? frame.key : '', isObject: byte === OPEN, key: '', type: '' });
      this.#isKey = byte === OPEN;
    } else if (byte === CLOSE || byte === CLOSE_LIST) {
      this.#frames.pop();
      if (byte === CLOSE && this.#isInEntries()) return this.#endEntry();
    } else if (byte === COMMA) {
      if (this.#isInEntries()) return this.#skip();
      this.#isKey = frame?.isObject === true;
    } else if (byte === COLON) this.#isKey = false;
    this.#at += 1;
    return true;
  }

  #isInEntries(): boolean {
    const [, log, entries] = this.#frames;
    return this.#frames.length === 3 && log?.name === 'log' && entries?.name === 'entries' && !entries.isObject;
  }

  #beginEntry(): void {
    this.#keep(this.#at);
    this.#entry = [];
  }

  #endEntry(): boolean {
    this.#at += 1;
    this.#keep(this.#at);
    const parts = this.#entry ?? [];
    this.#entry = null;
    try {
      this.#entries.push(JSON.parse(this.#decode(joinedBytes(parts))));
    } catch {
      this.#isBroken = true;
    }
    return !this.#isBroken;
  }

  /** Commas between entries are dropped, because in the text around them they would separate nothing. */
  #skip(): boolean {
    this.#keep(this.#at);
    this.#at += 1;
    this.#from = this.#at;
    return true;
  }

  #keep(to: number): void {
    if (to > this.#from) {
      const part = this.#bytes.subarray(this.#from, to);
      if (this.#entry === null) this.#around.push(part.slice());
      else this.#entry.push(part);
    }
    this.#from = to;
  }

  #readString(frame: Frame | undefined): boolean {
    const from = this.#at + 1;
    const to = this.#endOfString(from);
    if (to === -1) return false;
    this.#at = to + 1;
    if (frame === undefined) return true;
    if (this.#isKey) frame.key = this.#short(from, to);
    else if (frame.name === 'content' && frame.key === 'mimeType') frame.type = this.#short(from, to);
    else if (frame.name === 'content' && frame.key === 'text' && to - from >= LEAST_DROPPED && UNREAD.test(frame.type)) {
      this.#keep(from);
      this.#from = to;
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

  /** Keys and types are short and consist of ASCII. */
  #short(from: number, to: number): string {
    return to - from > 100 ? '' : String.fromCharCode(...this.#bytes.subarray(from, to));
  }
}

export function joinedBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of parts) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}
