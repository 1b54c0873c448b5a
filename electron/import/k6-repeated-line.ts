// Eight of nine lines that k6 writes for a request repeat the one before in all but the metric and the value, and the metrics come in
// a fixed order. Such a line is compared with the one before and not divided into cells. k6 writes some tags in an order that changes
// from line to line, so the ends of several lines are remembered.
import { ByteWords } from './byte-words.ts';
import { cellNumber } from './cell-number.ts';
import type { K6Joining } from './k6-joining.ts';
import { K6_VALUES } from './k6-request.ts';

const COMMA = 44;
const MOST_DIGITS = 24;
const MOST_TAILS = 4;
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
  #value = 0;
  #place = NAMES.length;
  readonly #words = new ByteWords();
  #line: K6Places = { lineAt: 0, metricAt: 0, metricTo: 0, valueAt: 0, valueTo: 0, next: 0 };
  /** Where the ends of lines that were read lie, the last one first. */
  readonly #tails = new Int32Array(MOST_TAILS);
  readonly #lengths = new Int32Array(MOST_TAILS);
  #count = 0;

  /** Remembers a line. `place` is -1 for the first line of a request. */
  note(bytes: Uint8Array, line: K6Places, place: number): void {
    this.#place = place;
    this.#line = line;
    if (!this.#words.isOf(bytes)) this.#count = 0;
    this.#words.bytes = bytes;
    this.#noteTail(line.valueTo, line.next - line.valueTo);
  }

  forget(): void {
    this.#place = NAMES.length;
    this.#count = 0;
  }

  /** Returns where the next line begins, or -1 if this one does not repeat the line before. */
  readInto(joining: K6Joining, bytes: Uint8Array, from: number, line: number): number {
    const next = this.#read(bytes, from);
    if (next !== -1) joining.set(this.#place, this.#value, line);
    return next;
  }

  #read(bytes: Uint8Array, from: number): number {
    const name = NAMES[this.#place + 1];
    if (name === undefined || !this.#words.isOf(bytes)) return -1;
    const { lineAt, metricAt, metricTo, valueAt: knownAt } = this.#line;
    const before = metricAt - lineAt;
    const between = knownAt - metricTo;
    const nameTo = from + before + name.length;
    const valueAt = nameTo + between;
    const most = valueAt + MOST_DIGITS;
    if (most > bytes.length) return -1;
    for (let at = 1; at <= name.length; at += 1) if (bytes[nameTo - at] !== name[name.length - at]) return -1;
    if (!this.#words.isSame(from, lineAt, before) || !this.#words.isSame(nameTo, metricTo, between)) return -1;
    let valueTo = valueAt;
    while (valueTo < most && bytes[valueTo] !== COMMA) valueTo += 1;
    const tail = this.#tailAt(valueTo, bytes.length);
    if (tail === 0) return -1;
    const value = cellNumber(bytes, valueAt, valueTo, false);
    if (!Number.isFinite(value)) return -1;
    this.#value = value;
    this.#place += 1;
    return valueTo + tail;
  }

  /** The length of the known end that lies there; 0 if none does. */
  #tailAt(from: number, most: number): number {
    for (let at = 0; at < this.#count; at += 1) {
      const length = this.#lengths[at] ?? 0;
      if (from + length <= most && this.#words.isSame(from, this.#tails[at] ?? 0, length)) return length;
    }
    return 0;
  }

  #noteTail(from: number, length: number): void {
    this.#tails.copyWithin(1, 0);
    this.#lengths.copyWithin(1, 0);
    this.#tails[0] = from;
    this.#lengths[0] = length;
    this.#count = Math.min(MOST_TAILS, this.#count + 1);
  }
}
