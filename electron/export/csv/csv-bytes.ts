// Writes CSV cells as bytes into a buffer, which makes a million rows per second possible. It does not know columns; csv-cell
// does the same with strings.
import { decimalCell, wholeCell } from './csv-cell.ts';

const encoder = new TextEncoder();
const COMMA = 44;
const MINUS = 45;
/** Numbers below it fit into V8's small integers. */
const SPLIT = 1_000_000_000;
/** Numbers of up to 15 digits are written three digits at a time. In microseconds that covers 31 years. */
const LARGEST_MICROS = 1e15;
/** Up to this length, copying a text byte by byte is faster than a call. */
const LONGEST_LOOP = 16;
/**
 * For each number below 1000 four bytes to be written at once, of which only the first ones count: its digits without leading zeros,
 * with them, and as a fraction with the point. What is written past the end is overwritten by what follows.
 */
const FIRST = packed((value) => String(value));
const THREE = packed(threeOf);
const FRACTION = packed(fractionOf);
/** How many bytes count: of FIRST, and of FRACTION without trailing zeros. */
const FIRST_LENGTH = Uint8Array.from({ length: 1000 }, (_, value) => String(value).length);
const FRACTION_LENGTH = Uint8Array.from({ length: 1000 }, (_, value) => fractionOf(value).replace(/\.?0+$/, '').length);
/** The longest number: a sign, 17 digits, a point and an exponent. */
export const LONGEST_NUMBER = 26;

export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The caller makes sure that the buffer has enough space: for each number, LONGEST_NUMBER bytes. */
export class CsvBytes {
  buffer: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  at = 0;
  #view = new DataView(this.buffer.buffer);

  /** Continues in this buffer, from its beginning. */
  writeTo(buffer: Uint8Array<ArrayBuffer>): void {
    this.buffer = buffer;
    this.#view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    this.at = 0;
  }

  /** The bytes that were written since `writeTo`. */
  written(): Uint8Array<ArrayBuffer> {
    return this.buffer.subarray(0, this.at);
  }

  comma(): void {
    this.buffer[this.at++] = COMMA;
  }

  text(bytes: Uint8Array): void {
    const { length } = bytes;
    if (length > LONGEST_LOOP) {
      this.buffer.set(bytes, this.at);
      this.at += length;
      return;
    }
    const { buffer } = this;
    const { at } = this;
    for (let index = 0; index < length; index += 1) buffer[at + index] = bytes[index] ?? 0;
    this.at = at + length;
  }

  /** Like wholeCell: rounded; 0 if nothing was measured. */
  whole(value: number): void {
    const rounded = Math.round(value);
    if (rounded >= 0 && rounded < SPLIT) {
      this.at = putShort(this.#view, this.at, rounded | 0);
      return;
    }
    if (!Number.isSafeInteger(rounded)) {
      this.text(bytesOf(wholeCell(value)));
      return;
    }
    if (rounded < 0) this.buffer[this.at++] = MINUS;
    this.at = putNatural(this.#view, this.at, Math.abs(rounded));
  }

  /** Like decimalCell: at most three decimals; empty if nothing was measured. */
  decimal(milliseconds: number): void {
    const micros = Math.round(milliseconds * 1000);
    if (micros >= 0 && micros < SPLIT) {
      this.at = putMicros(this.#view, this.at, micros | 0);
      return;
    }
    if (!(Math.abs(micros) < LARGEST_MICROS)) {
      this.text(bytesOf(decimalCell(milliseconds)));
      return;
    }
    if (micros < 0) this.buffer[this.at++] = MINUS;
    const rest = Math.abs(micros);
    const whole = Math.floor(rest / 1000);
    this.at = putFraction(this.#view, putNatural(this.#view, this.at, whole), rest - whole * 1000);
  }
}

function threeOf(value: number): string {
  return String(value).padStart(3, '0');
}

function fractionOf(value: number): string {
  return `.${threeOf(value)}`;
}

function packed(textOf: (value: number) => string): Uint32Array {
  const bytes = Array.from({ length: 1000 }, (_, value) => Buffer.from(textOf(value).padEnd(4)).readUInt32LE());
  return Uint32Array.from(bytes);
}

/** Returns where the next byte belongs; the functions below do the same. */
function putNatural(view: DataView, at: number, value: number): number {
  if (value < SPLIT) return putShort(view, at, value | 0);
  const high = Math.floor(value / SPLIT);
  const next = putShort(view, at, high);
  const low = (value - high * SPLIT) | 0;
  const thousands = (low / 1000) | 0;
  const millions = (thousands / 1000) | 0;
  put(view, next, THREE, millions);
  put(view, next + 3, THREE, thousands - millions * 1000);
  put(view, next + 6, THREE, low - thousands * 1000);
  return next + 9;
}

function putMicros(view: DataView, at: number, micros: number): number {
  const whole = (micros / 1000) | 0;
  return putFraction(view, putShort(view, at, whole), micros - whole * 1000);
}

/** `value` must be below SPLIT. */
function putShort(view: DataView, at: number, value: number): number {
  if (value < 1000) return putFirst(view, at, value);
  const thousands = (value / 1000) | 0;
  if (thousands < 1000) {
    const next = putFirst(view, at, thousands);
    put(view, next, THREE, value - thousands * 1000);
    return next + 3;
  }
  const millions = (thousands / 1000) | 0;
  const next = putFirst(view, at, millions);
  put(view, next, THREE, thousands - millions * 1000);
  put(view, next + 3, THREE, value - thousands * 1000);
  return next + 6;
}

/** Without leading zeros. */
function putFirst(view: DataView, at: number, value: number): number {
  put(view, at, FIRST, value);
  return at + (FIRST_LENGTH[value] ?? 0);
}

/** Without trailing zeros. */
function putFraction(view: DataView, at: number, thousandths: number): number {
  put(view, at, FRACTION, thousandths);
  return at + (FRACTION_LENGTH[thousandths] ?? 0);
}

function put(view: DataView, at: number, bytes: Uint32Array, value: number): void {
  view.setUint32(at, bytes[value] ?? 0, true);
}
