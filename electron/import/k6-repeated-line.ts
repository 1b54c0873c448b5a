// Eight of nine lines that k6 writes for a request repeat the one before in all but the metric and the value, and the metrics come in
// a fixed order. Such a line is compared with the one before, four bytes at a time, and not divided into cells.
import { cellNumber } from './cell-number.ts';
import { K6_VALUES } from './k6-request.ts';
import type { LineCells } from './line-cells.ts';

const COMMA = 44;
const WORD_BYTES = 4;
const MOST_DIGITS = 24;
const NO_BYTES = new Uint8Array(0);
const NAMES = K6_VALUES.map((name) => new TextEncoder().encode(`http_req_${name}`));

export class K6RepeatedLine {
  /** Of the line that was read last. */
  value = 0;
  place = NAMES.length;
  #bytes: Uint8Array = NO_BYTES;
  #words: DataView = new DataView(NO_BYTES.buffer);
  /** Where the moment lies with its commas, and what follows the value. */
  #momentAt = 0;
  #momentLength = 0;
  #tailAt = 0;
  #tailLength = 0;

  /** Remembers a line whose first cells are metric, moment and value. `place` is -1 for the first line of a request. */
  note(bytes: Uint8Array, { starts, ends, next }: LineCells, place: number): void {
    const [metricTo = 0, momentTo = 0, valueTo = 0] = ends;
    const isPlain = bytes[metricTo] === COMMA && starts[1] === metricTo + 1 && bytes[momentTo] === COMMA;
    this.place = isPlain && starts[2] === momentTo + 1 && bytes[valueTo] === COMMA ? place : NAMES.length;
    if (this.#bytes !== bytes) this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#bytes = bytes;
    this.#momentAt = metricTo;
    this.#momentLength = momentTo + 1 - metricTo;
    this.#tailAt = valueTo;
    this.#tailLength = next - valueTo;
  }

  forget(): void {
    this.place = NAMES.length;
  }

  /** Returns where the next line begins, or -1 if this one does not repeat the line before. */
  read(bytes: Uint8Array, from: number): number {
    const name = NAMES[this.place + 1];
    if (name === undefined || bytes !== this.#bytes) return -1;
    const momentAt = from + name.length;
    const valueAt = momentAt + this.#momentLength;
    if (valueAt + MOST_DIGITS + this.#tailLength > bytes.length) return -1;
    for (let at = name.length - 1; at >= 0; at -= 1) if (bytes[from + at] !== name[at]) return -1;
    if (!this.#isSame(bytes, momentAt, this.#momentAt, this.#momentLength)) return -1;
    const most = valueAt + MOST_DIGITS;
    let valueTo = valueAt;
    while (valueTo < most && bytes[valueTo] !== COMMA) valueTo += 1;
    if (!this.#isSame(bytes, valueTo, this.#tailAt, this.#tailLength)) return -1;
    const value = cellNumber(bytes, valueAt, valueTo, false);
    if (!Number.isFinite(value)) return -1;
    this.value = value;
    this.place += 1;
    return valueTo + this.#tailLength;
  }

  #isSame(bytes: Uint8Array, from: number, other: number, length: number): boolean {
    const words = this.#words;
    const whole = length - (length % WORD_BYTES);
    for (let at = 0; at < whole; at += WORD_BYTES) if (words.getInt32(from + at) !== words.getInt32(other + at)) return false;
    for (let at = whole; at < length; at += 1) if (bytes[from + at] !== bytes[other + at]) return false;
    return true;
  }
}
