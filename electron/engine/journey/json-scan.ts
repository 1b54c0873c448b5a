// Looks through the bytes of a JSON text: whether it is one, exactly as JSON.parse has it, and where the values of its first levels
// stand. Nothing is made of what nobody asks for, which is most of a response. One object serves all responses of a thread.
import { parseJson, type JsonValue } from '../../../shared/plan/journey/value.ts';
import * as tokens from './json-tokens.ts';

/** What is kept of each value of the first levels, in document order. The key is that of a member; an item has none. */
const FROM = 0;
const TO = 1;
const KEY_FROM = 2;
const KEY_TO = 3;
/** The next value that is not within it. */
const NEXT = 4;
/** How many values are right within it. */
const COUNT = 5;
const FIELDS = 6;

const NOTHING = Buffer.alloc(0);
const BACKSLASH = 92;

/** The name of a member as bytes, or the index of an item. */
export type ScanKey = Buffer | number;

export class JsonScan {
  /** Values down to this level have a place; the document itself is level 0. */
  #levels = 0;
  #bytes: Buffer = NOTHING;
  #places = new Int32Array(64 * FIELDS);
  #placed = 0;
  /** Lists and objects that are open, from level 1: what closes each, its place or -1, and how many values it has by now. */
  #closing = new Uint8Array(64);
  #placeOf = new Int32Array(64);
  #counts = new Int32Array(64);
  #level = 0;
  #keyFrom = 0;
  #keyTo = 0;
  /** A key of the first levels is written with escapes, so that keys cannot be compared as bytes. */
  isUndecided = false;

  /** Call it for each path before anything is read. */
  prepareFor(keys: readonly ScanKey[]): void {
    this.#levels = Math.max(this.#levels, keys.length);
  }

  /** Whether it is JSON, in UTF-8. `bytes` must stay as they are while values are asked for. */
  read(bytes: Buffer): boolean {
    this.#bytes = bytes;
    this.#placed = 0;
    this.#level = 0;
    this.isUndecided = false;
    const to = bytes.length;
    let at = tokens.skipBlanks(bytes, startOf(bytes), to);
    while (at < to) {
      const place = this.#level <= this.#levels ? this.#place(at) : -1;
      const first = bytes[at] ?? 0;
      if (first === tokens.OPEN_OBJECT || first === tokens.OPEN_LIST) {
        this.#open(first + 2, place);
        at = tokens.skipBlanks(bytes, at + 1, to);
        if (bytes[at] !== first + 2) {
          this.#counts[this.#level] = 1;
          at = this.#readKey(at, to);
          if (at === -1) return false;
          continue;
        }
      } else {
        at = first === tokens.QUOTE ? tokens.endOfString(bytes, at + 1, to) : tokens.endOfScalar(bytes, at, to);
        if (at === -1) return false;
        if (place !== -1) this.#places[place * FIELDS + TO] = at;
      }
      at = this.#goOn(at, to);
      if (at === -1) return false;
      if (this.#level === 0) return at === to;
    }
    return false;
  }

  /** The place of the value at `keys`, or -1. */
  find(keys: readonly ScanKey[]): number {
    let place = 0;
    for (const key of keys) {
      place = typeof key === 'number' ? this.#itemOf(place, key) : this.#memberOf(place, key);
      if (place === -1) return -1;
    }
    return place;
  }

  valueAt(place: number): JsonValue {
    const [from, to] = [this.#field(place, FROM), this.#field(place, TO)];
    if (this.#bytes[from] === tokens.QUOTE) {
      const text = this.#bytes.toString('utf8', from + 1, to - 1);
      if (!text.includes('\\')) return text;
    }
    return parseJson(this.#bytes.toString('utf8', from, to))?.value ?? null;
  }

  /** Of a list; -1 where it is none. */
  lengthAt(place: number): number {
    return this.#bytes[this.#field(place, FROM)] === tokens.OPEN_LIST ? this.#field(place, COUNT) : -1;
  }

  /** Behind a value: what ends there is closed. Returns where the next value begins, or the end of the document. */
  #goOn(from: number, to: number): number {
    const bytes = this.#bytes;
    let at = from;
    while (this.#level > 0) {
      at = tokens.skipBlanks(bytes, at, to);
      const byte = at < to ? bytes[at] : 0;
      if (byte === tokens.COMMA) {
        this.#counts[this.#level] = (this.#counts[this.#level] ?? 0) + 1;
        return this.#readKey(tokens.skipBlanks(bytes, at + 1, to), to);
      }
      if (byte !== this.#closing[this.#level]) return -1;
      at += 1;
      this.#close(at);
    }
    return tokens.skipBlanks(bytes, at, to);
  }

  #open(closing: number, place: number): void {
    this.#level += 1;
    if (this.#level === this.#closing.length) this.#deepen();
    this.#closing[this.#level] = closing;
    this.#placeOf[this.#level] = place;
    this.#counts[this.#level] = 0;
  }

  #close(at: number): void {
    const place = this.#placeOf[this.#level] ?? -1;
    const count = this.#counts[this.#level] ?? 0;
    this.#level -= 1;
    if (place === -1) return;
    this.#places[place * FIELDS + TO] = at;
    this.#places[place * FIELDS + NEXT] = this.#placed;
    this.#places[place * FIELDS + COUNT] = count;
  }

  /** Within an object: returns the place of the value, and elsewhere where it was. */
  #readKey(from: number, to: number): number {
    if (this.#closing[this.#level] !== tokens.CLOSE_OBJECT) return from;
    const bytes = this.#bytes;
    if (from >= to || bytes[from] !== tokens.QUOTE) return -1;
    const end = tokens.endOfString(bytes, from + 1, to);
    if (end === -1) return -1;
    if (this.#level <= this.#levels) this.#keepKey(from + 1, end - 1);
    const colon = tokens.skipBlanks(bytes, end, to);
    return colon < to && bytes[colon] === tokens.COLON ? tokens.skipBlanks(bytes, colon + 1, to) : -1;
  }

  #keepKey(from: number, to: number): void {
    this.#keyFrom = from;
    this.#keyTo = to;
    for (let at = from; at < to; at += 1) if (this.#bytes[at] === BACKSLASH) this.isUndecided = true;
  }

  #place(from: number): number {
    const place = this.#placed;
    this.#placed += 1;
    const at = place * FIELDS;
    if (at === this.#places.length) this.#places = grown(this.#places);
    this.#places[at + FROM] = from;
    this.#places[at + KEY_FROM] = this.#keyFrom;
    this.#places[at + KEY_TO] = this.#keyTo;
    this.#places[at + NEXT] = place + 1;
    return place;
  }

  #deepen(): void {
    const closing = new Uint8Array(this.#closing.length * 2);
    closing.set(this.#closing);
    this.#closing = closing;
    this.#placeOf = grown(this.#placeOf);
    this.#counts = grown(this.#counts);
  }

  #itemOf(list: number, key: number): number {
    const count = this.lengthAt(list);
    const index = key < 0 ? count + key : key;
    if (index < 0 || index >= count) return -1;
    let place = list + 1;
    for (let left = index; left > 0; left -= 1) place = this.#field(place, NEXT);
    return place;
  }

  /** The last one counts, as JSON.parse has it. */
  #memberOf(object: number, key: Buffer): number {
    if (this.#bytes[this.#field(object, FROM)] !== tokens.OPEN_OBJECT) return -1;
    const end = this.#field(object, NEXT);
    let found = -1;
    for (let place = object + 1; place < end; place = this.#field(place, NEXT)) if (this.#isKey(place, key)) found = place;
    return found;
  }

  #isKey(place: number, key: Buffer): boolean {
    const from = this.#field(place, KEY_FROM);
    if (this.#field(place, KEY_TO) - from !== key.length) return false;
    for (let at = 0; at < key.length; at += 1) if (this.#bytes[from + at] !== key[at]) return false;
    return true;
  }

  #field(place: number, field: number): number {
    return this.#places[place * FIELDS + field] ?? 0;
  }
}

/** Behind a byte order mark. */
function startOf(bytes: Buffer): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function grown(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
