// Scans the bytes of a JSON text: whether it is valid, exactly as JSON.parse decides, and where the values of its first levels
// are. It creates no values, because most of a response is never read. One object serves all responses of a thread.
import { parseExactJson, type JsonValue } from '../../../shared/plan/journey/value.ts';
import {
  BACKSLASH,
  CLOSE_OBJECT,
  COMMA,
  endOfKey,
  endOfString,
  endOfValue,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  skipBlanks,
} from './json-tokens.ts';

/** The fields that are kept of each value of the first levels, in document order. Only members have a key. */
const FROM = 0;
const TO = 1;
const KEY_FROM = 2;
const KEY_TO = 3;
/** The index of the next value outside this one. */
const NEXT = 4;
/** The number of its direct members or items. */
const COUNT = 5;
const FIELDS = 6;

const NOTHING = Buffer.alloc(0);

/** The name of a member as bytes, or the index of an item. */
export type ScanKey = Buffer | number;

export class JsonScan {
  /** Values down to this level are indexed; the document itself is level 0. */
  #levels = 0;
  #bytes: Buffer = NOTHING;
  #places = new Int32Array(64 * FIELDS);
  #placed = 0;
  #keyFrom = 0;
  #keyTo = 0;
  /** True if a key of the first levels contains escapes, so that keys cannot be compared as bytes. */
  isUndecided = false;

  /** Must be called for each path before the first read. */
  prepareFor(keys: readonly ScanKey[]): void {
    this.#levels = Math.max(this.#levels, keys.length);
  }

  /** Returns whether the text is valid JSON in UTF-8. `bytes` must not change while values are looked up. */
  read(bytes: Buffer): boolean {
    this.#bytes = bytes;
    this.#placed = 0;
    this.isUndecided = false;
    const to = bytes.length;
    const at = this.#readValue(skipBlanks(bytes, startOf(bytes), to), 0);
    return at !== -1 && skipBlanks(bytes, at, to) === to;
  }

  /** The index of the value at `keys`, or -1. */
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
    if (this.#bytes[from] === QUOTE) {
      const text = this.#bytes.toString('utf8', from + 1, to - 1);
      if (!text.includes('\\')) return text;
    }
    return parseExactJson(this.#bytes.toString('utf8', from, to))?.value ?? null;
  }

  /** The number of items of a list; -1 if the value is not a list. */
  lengthAt(place: number): number {
    return this.#bytes[this.#field(place, FROM)] === OPEN_LIST ? this.#field(place, COUNT) : -1;
  }

  /** Returns the place after the value, or -1 if it is invalid. The recursion is no deeper than the longest path. */
  #readValue(from: number, level: number): number {
    const place = this.#place(from);
    const first = this.#bytes[from];
    if (first === OPEN_OBJECT || first === OPEN_LIST) return this.#readAll(from, place, level);
    const end = endOfValue(this.#bytes, from, this.#bytes.length);
    this.#places[place * FIELDS + TO] = end;
    return end;
  }

  /** Reads the members of an object or the items of a list. */
  #readAll(from: number, place: number, level: number): number {
    const bytes = this.#bytes;
    const to = bytes.length;
    const closing = (bytes[from] ?? 0) + 2;
    let count = 0;
    let at = skipBlanks(bytes, from + 1, to);
    while (count > 0 || bytes[at] !== closing) {
      if (closing === CLOSE_OBJECT) at = level < this.#levels ? this.#readKey(at) : endOfKey(bytes, at, to);
      if (at !== -1) at = level < this.#levels ? this.#readValue(at, level + 1) : endOfValue(bytes, at, to);
      if (at === -1) return -1;
      count += 1;
      at = skipBlanks(bytes, at, to);
      if (at < to && bytes[at] === COMMA) at = skipBlanks(bytes, at + 1, to);
      else if (at < to && bytes[at] === closing) break;
      else return -1;
    }
    this.#places[place * FIELDS + TO] = at + 1;
    this.#places[place * FIELDS + NEXT] = this.#placed;
    this.#places[place * FIELDS + COUNT] = count;
    return at + 1;
  }

  /** Returns where the value begins. */
  #readKey(from: number): number {
    const end = endOfKey(this.#bytes, from, this.#bytes.length);
    if (end === -1) return -1;
    this.#keyFrom = from + 1;
    this.#keyTo = endOfString(this.#bytes, from + 1, this.#bytes.length) - 1;
    for (let at = this.#keyFrom; at < this.#keyTo; at += 1) if (this.#bytes[at] === BACKSLASH) this.isUndecided = true;
    return end;
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

  #itemOf(list: number, key: number): number {
    const count = this.lengthAt(list);
    const index = key < 0 ? count + key : key;
    if (index < 0 || index >= count) return -1;
    let place = list + 1;
    for (let left = index; left > 0; left -= 1) place = this.#field(place, NEXT);
    return place;
  }

  /** If a key occurs twice, the last one counts, as in JSON.parse. */
  #memberOf(object: number, key: Buffer): number {
    if (this.#bytes[this.#field(object, FROM)] !== OPEN_OBJECT) return -1;
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

/** Skips a byte order mark. */
function startOf(bytes: Buffer): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function grown(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
