// The texts of one column. Each is decoded once and kept with the value derived from it, because most rows repeat a few texts.

export class CellText<T> {
  readonly bytes: Uint8Array;
  /** Unique among all texts of the column. */
  readonly id: number;
  readonly value: T;
  /** Another text with the same hash. */
  readonly next: CellText<T> | null;
  /** The text that followed it last time and probably follows again; itself if none has followed yet. */
  after: CellText<T>;

  constructor(bytes: Uint8Array, id: number, value: T, next: CellText<T> | null) {
    this.bytes = bytes;
    this.id = id;
    this.value = value;
    this.next = next;
    this.after = this;
  }
}

/** If nearly every row has its own text, keeping more of them gains nothing. */
const MOST_TEXTS = 20_000;
const FIRST_HASH = 0x81_1c_9d_c5;
const HASH_FACTOR = 0x01_00_01_93;

export class CellTexts<T> {
  readonly #decode: (bytes: Uint8Array) => string;
  readonly #valueOf: (text: string) => T;
  readonly #known = new Map<number, CellText<T>>();
  #last: CellText<T>;
  #lastId = 0;
  #count = 0;

  constructor(decode: (bytes: Uint8Array) => string, valueOf: (text: string) => T) {
    this.#decode = decode;
    this.#valueOf = valueOf;
    this.#last = new CellText(new Uint8Array(0), 0, valueOf(''), null);
    this.#known.set(hashOf(this.#last.bytes, 0, 0), this.#last);
  }

  of(bytes: Uint8Array, from: number, to: number): CellText<T> {
    const { after } = this.#last;
    if (isAt(after.bytes, bytes, from, to)) return (this.#last = after);
    const found = this.#find(bytes, from, to);
    this.#last.after = found;
    return (this.#last = found);
  }

  #find(bytes: Uint8Array, from: number, to: number): CellText<T> {
    const hash = hashOf(bytes, from, to);
    const first = this.#known.get(hash) ?? null;
    for (let known = first; known !== null; known = known.next) if (isAt(known.bytes, bytes, from, to)) return known;
    return this.#note(Uint8Array.from(bytes.subarray(from, to)), hash, first);
  }

  #note(bytes: Uint8Array, hash: number, next: CellText<T> | null): CellText<T> {
    const isFull = this.#count === MOST_TEXTS;
    if (isFull) {
      this.#known.clear();
      this.#count = 0;
    }
    this.#lastId += 1;
    this.#count += 1;
    const text = new CellText(bytes, this.#lastId, this.#valueOf(this.#decode(bytes)), isFull ? null : next);
    this.#known.set(hash, text);
    return text;
  }
}

/** True if exactly these bytes lie there. */
export function isAt(text: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  const { length } = text;
  if (length !== to - from) return false;
  for (let at = 0; at < length; at += 1) if (text[at] !== bytes[from + at]) return false;
  return true;
}

/** FNV-1a, cut to 30 bits so that V8 keeps it as a small integer. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = FIRST_HASH;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), HASH_FACTOR);
  return (hash ^ (hash >>> 15)) & 0x3f_ff_ff_ff;
}
