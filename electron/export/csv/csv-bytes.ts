// Writes CSV cells as bytes into a buffer, which makes a million rows per second possible. It does not know columns; csv-cell
// does the same with strings.
import { decimalCell, wholeCell } from './csv-cell.ts';

const encoder = new TextEncoder();
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
/** Numbers below it fit into V8's small integers. */
const SPLIT = 1_000_000_000;
/** Numbers of up to 15 digits are written three digits at a time. In microseconds that covers 31 years. */
const LARGEST_MICROS = 1e15;
/** Up to this length, copying a text byte by byte is faster than a call. */
const LONGEST_LOOP = 16;
/** For each number below 1000: its three digits, and its length as a fraction, with the point and without trailing zeros. */
const PLACES = 4;
const DIGITS = Uint8Array.from(
  Array.from({ length: 1000 }, (_, value) => {
    const three = String(value).padStart(3, '0');
    const fraction = `.${three}`.replace(/\.?0+$/, '');
    return [...bytesOf(three), fraction.length];
  }).flat(),
);
/** The longest number: a sign, 17 digits, a point and an exponent. */
export const LONGEST_NUMBER = 26;

export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The caller makes sure that the buffer has enough space. */
export class CsvBytes {
  buffer: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  at = 0;

  /** Continues in this buffer, from its beginning. */
  writeTo(buffer: Uint8Array<ArrayBuffer>): void {
    this.buffer = buffer;
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
      this.at = putShort(this.buffer, this.at, rounded | 0);
      return;
    }
    if (!Number.isSafeInteger(rounded)) {
      this.text(bytesOf(wholeCell(value)));
      return;
    }
    if (rounded < 0) this.buffer[this.at++] = MINUS;
    this.at = putNatural(this.buffer, this.at, Math.abs(rounded));
  }

  /** Like decimalCell: at most three decimals; empty if nothing was measured. */
  decimal(milliseconds: number): void {
    const micros = Math.round(milliseconds * 1000);
    if (micros >= 0 && micros < SPLIT) {
      this.at = putMicros(this.buffer, this.at, micros | 0);
      return;
    }
    if (!(Math.abs(micros) < LARGEST_MICROS)) {
      this.text(bytesOf(decimalCell(milliseconds)));
      return;
    }
    if (micros < 0) this.buffer[this.at++] = MINUS;
    const rest = Math.abs(micros);
    const whole = Math.floor(rest / 1000);
    this.at = putFraction(this.buffer, putNatural(this.buffer, this.at, whole), rest - whole * 1000);
  }
}

/** Returns where the next byte belongs; the functions below do the same. */
function putNatural(buffer: Uint8Array, at: number, value: number): number {
  if (value < SPLIT) return putShort(buffer, at, value | 0);
  const high = Math.floor(value / SPLIT);
  const next = putShort(buffer, at, high);
  const low = (value - high * SPLIT) | 0;
  const thousands = (low / 1000) | 0;
  const millions = (thousands / 1000) | 0;
  putThree(buffer, next, millions);
  putThree(buffer, next + 3, thousands - millions * 1000);
  putThree(buffer, next + 6, low - thousands * 1000);
  return next + 9;
}

function putMicros(buffer: Uint8Array, at: number, micros: number): number {
  const whole = (micros / 1000) | 0;
  return putFraction(buffer, putShort(buffer, at, whole), micros - whole * 1000);
}

/** `value` must be below SPLIT. */
function putShort(buffer: Uint8Array, at: number, value: number): number {
  if (value < 1000) return putFirst(buffer, at, value);
  const thousands = (value / 1000) | 0;
  if (thousands < 1000) {
    const next = putFirst(buffer, at, thousands);
    putThree(buffer, next, value - thousands * 1000);
    return next + 3;
  }
  const millions = (thousands / 1000) | 0;
  const next = putFirst(buffer, at, millions);
  putThree(buffer, next, thousands - millions * 1000);
  putThree(buffer, next + 3, value - thousands * 1000);
  return next + 6;
}

/** Without leading zeros. */
function putFirst(buffer: Uint8Array, at: number, value: number): number {
  if (value >= 100) {
    putThree(buffer, at, value);
    return at + 3;
  }
  const place = value * PLACES;
  if (value < 10) {
    buffer[at] = DIGITS[place + 2] ?? 0;
    return at + 1;
  }
  buffer[at] = DIGITS[place + 1] ?? 0;
  buffer[at + 1] = DIGITS[place + 2] ?? 0;
  return at + 2;
}

function putThree(buffer: Uint8Array, at: number, value: number): void {
  const place = value * PLACES;
  buffer[at] = DIGITS[place] ?? 0;
  buffer[at + 1] = DIGITS[place + 1] ?? 0;
  buffer[at + 2] = DIGITS[place + 2] ?? 0;
}

/** Without trailing zeros: whatever is written past the end is overwritten by what follows. */
function putFraction(buffer: Uint8Array, at: number, thousandths: number): number {
  buffer[at] = POINT;
  putThree(buffer, at + 1, thousandths);
  return at + (DIGITS[thousandths * PLACES + 3] ?? 0);
}
