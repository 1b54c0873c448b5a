// Eight of nine lines that k6 writes for a request repeat the one before in all but the metric and the value, and the metrics come in
// a fixed order. Such a line is compared with the one before, four bytes at a time, and not divided into cells.
import { cellNumber } from './cell-number.ts';
import { K6_VALUES } from './k6-request.ts';

const COMMA = 44;
const WORD_BYTES = 4;
const MOST_DIGITS = 24;
const NO_BYTES = new Uint8Array(0);
const NAMES = K6_VALUES.map((name) => new TextEncoder().encode(`http_req_${name}`));

/** Where the parts of a line lie. What stands between them is the same in all lines of a request, and a comma follows the value. */
export interface K6Places {
  readonly lineAt: number;
  readonly metricAt: number;
  readonly metricTo: number;
  readonly valueAt: number;
  readonly valueTo: number;
  readonly next: number;
}

export class K6RepeatedLine {
  /** Of the line that was read last. */
  value = 0;
  place = NAMES.length;
  #bytes: Uint8Array = NO_BYTES;
  #words: DataView = new DataView(NO_BYTES.buffer);
  #line: K6Places = { lineAt: 0, metricAt: 0, metricTo: 0, valueAt: 0, valueTo: 0, next: 0 };

  /** Remembers a line. `place` is -1 for the first line of a request. */
  note(bytes: Uint8Array, line: K6Places, place: number): void {
    this.place = place;
    this.#line = line;
    if (this.#bytes !== bytes) this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#bytes = bytes;
  }

  forget(): void {
    this.place = NAMES.length;
  }

  /** Returns where the next line begins, or -1 if this one does not repeat the line before. */
  read(bytes: Uint8Array, from: number): number {
    const name = NAMES[this.place + 1];
    if (name === undefined || bytes !== this.#bytes) return -1;
    const { lineAt, metricAt, metricTo, valueAt: knownAt, valueTo: knownTo, next } = this.#line;
    const before = metricAt - lineAt;
    const between = knownAt - metricTo;
    const nameTo = from + before + name.length;
    const valueAt = nameTo + between;
    const tail = next - knownTo;
    if (valueAt + MOST_DIGITS + tail > bytes.length) return -1;
    for (let at = 1; at <= name.length; at += 1) if (bytes[nameTo - at] !== name[name.length - at]) return -1;
    if (!this.#isSame(bytes, from, lineAt, before) || !this.#isSame(bytes, nameTo, metricTo, between)) return -1;
    const most = valueAt + MOST_DIGITS;
    let valueTo = valueAt;
    while (valueTo < most && bytes[valueTo] !== COMMA) valueTo += 1;
    if (!this.#isSame(bytes, valueTo, knownTo, tail)) return -1;
    const value = cellNumber(bytes, valueAt, valueTo, false);
    if (!Number.isFinite(value)) return -1;
    this.value = value;
    this.place += 1;
    return valueTo + tail;
  }

  #isSame(bytes: Uint8Array, from: number, other: number, length: number): boolean {
    const words = this.#words;
    const whole = length - (length % WORD_BYTES);
    for (let at = 0; at < whole; at += WORD_BYTES) if (words.getInt32(from + at) !== words.getInt32(other + at)) return false;
    for (let at = whole; at < length; at += 1) if (bytes[from + at] !== bytes[other + at]) return false;
    return true;
  }
}
