// Reads the moments of k6 from bytes. All samples of a request have the same one, so it is read once.
import { cellNumber } from './cell-number.ts';
import { unitOfTime } from './dialect.ts';
import { k6Moment } from './k6-moment.ts';
import type { Decode } from './quick-texts.ts';

const MINUS = 45;
const POINT = 46;
const ZULU = 90;
/** Of a date up to its seconds. */
const SECONDS_LENGTH = 19;

export class K6Moments {
  readonly #decode: Decode;
  /** The last one, as it was written. */
  readonly #written = new Written();
  #at = Number.NaN;
  /** The last second, as it was written. */
  readonly #second = new Written();
  #secondAt = Number.NaN;

  constructor(decode: Decode) {
    this.#decode = decode;
  }

  /** In epoch ms. @throws UserError import_invalid */
  of(bytes: Uint8Array, from: number, to: number, line: number): number {
    if (this.#written.isAt(bytes, from, to)) return this.#at;
    const value = bytes[from] === MINUS ? Number.NaN : cellNumber(bytes, from, to, false);
    this.#at = Number.isFinite(value) ? value * unitOfTime(value) : this.#dateIn(bytes, from, to, line);
    this.#written.copy(bytes, from, to);
    return this.#at;
  }

  /** "2026-01-31T12:00:05.123456789Z": many moments lie in one second, so that is read once. */
  #dateIn(bytes: Uint8Array, from: number, to: number, line: number): number {
    const point = from + SECONDS_LENGTH;
    const fraction = cellNumber(bytes, point + 1, to - 1, false);
    const isUsual = bytes[point] === POINT && bytes[to - 1] === ZULU && Number.isInteger(fraction) && fraction >= 0;
    if (!isUsual) return k6Moment(this.#decode(bytes.subarray(from, to)), line);
    if (!this.#second.isAt(bytes, from, point)) {
      this.#secondAt = k6Moment(`${this.#decode(bytes.subarray(from, point))}Z`, line);
      this.#second.copy(bytes, from, point);
    }
    return this.#secondAt + (fraction / 10 ** (to - point - 2)) * 1000;
  }
}

const MOST_BYTES = 40;

/** A short text as bytes, in memory that is used again. */
class Written {
  readonly #bytes = new Uint8Array(MOST_BYTES);
  #length = 0;

  /** False for an empty one. */
  isAt(bytes: Uint8Array, from: number, to: number): boolean {
    const length = this.#length;
    if (length === 0 || to - from !== length) return false;
    // The last ones differ most often.
    for (let at = length - 1; at >= 0; at -= 1) if (this.#bytes[at] !== bytes[from + at]) return false;
    return true;
  }

  copy(bytes: Uint8Array, from: number, to: number): void {
    this.#length = to - from <= MOST_BYTES ? to - from : 0;
    for (let at = 0; at < this.#length; at += 1) this.#bytes[at] = bytes[from + at] ?? 0;
  }
}
