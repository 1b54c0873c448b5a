// Reads the moments of k6 from bytes. All samples of a request have the same one, so it is read once.
import { isAt } from './cell-texts.ts';
import { cellNumber } from './cell-number.ts';
import { unitOfTime } from './dialect.ts';
import { k6Moment } from './k6-moment.ts';
import type { Decode } from './quick-texts.ts';

const MINUS = 45;

export class K6Moments {
  readonly #decode: Decode;
  /** The last one, as it was written. */
  #written = new Uint8Array(0);
  #at = Number.NaN;

  constructor(decode: Decode) {
    this.#decode = decode;
  }

  /** In epoch ms. @throws UserError import_invalid */
  of(bytes: Uint8Array, from: number, to: number, line: number): number {
    if (from < to && isAt(this.#written, bytes, from, to)) return this.#at;
    const value = bytes[from] === MINUS ? Number.NaN : cellNumber(bytes, from, to, false);
    this.#at = Number.isFinite(value) ? value * unitOfTime(value) : k6Moment(this.#decode(bytes.subarray(from, to)), line);
    this.#written = bytes.slice(from, to);
    return this.#at;
  }
}
