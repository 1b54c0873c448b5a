// Cells as bytes in a buffer: what a million rows a second are made of. Knows no columns; see csv-cell for the same in words.
import { decimalCell, wholeCell } from './csv-cell.ts';

const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
/** Below it all figures fit what V8 keeps as an integer. */
const SPLIT = 1_000_000_000;
/** Numbers of up to 15 digits are written digit by digit: 31 years in microseconds. */
const LARGEST_MICROS = 1e15;
/** Shorter ones are copied faster byte by byte than by a call. */
const LONGEST_LOOP = 48;
/** A number is no longer than this: a sign, 17 digits, a point, an exponent. */
export const LONGEST_NUMBER = 26;

const encoder = new TextEncoder();

export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Whoever writes sees to it that there is room. */
export class CsvBytes {
  buffer: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  at = 0;

  /** From now on into this one, from its beginning. */
  writeTo(buffer: Uint8Array<ArrayBuffer>): void {
    this.buffer = buffer;
    this.at = 0;
  }

  /** What was written since `writeTo`. */
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

  /** As wholeCell: rounded; 0 where nothing was measured. */
  whole(value: number): void {
    const rounded = Math.round(value);
    if (Number.isSafeInteger(rounded)) this.#integer(rounded);
    else this.#odd(wholeCell(value));
  }

  /** As decimalCell: at most three decimals; nothing where nothing was measured. */
  decimal(milliseconds: number): void {
    const micros = Math.round(milliseconds * 1000);
    if (!(Math.abs(micros) < LARGEST_MICROS)) {
      this.#odd(decimalCell(milliseconds));
      return;
    }
    let rest = micros;
    if (rest < 0) {
      this.buffer[this.at++] = MINUS;
      rest = -rest;
    }
    const whole = Math.floor(rest / 1000);
    this.#natural(whole);
    const part = rest - whole * 1000;
    if (part === 0) return;
    const { buffer } = this;
    const tens = Math.floor(part / 10);
    const hundreds = Math.floor(part / 100);
    buffer[this.at++] = POINT;
    buffer[this.at++] = ZERO + hundreds;
    if (part === hundreds * 100) return;
    buffer[this.at++] = ZERO + tens - hundreds * 10;
    if (part !== tens * 10) buffer[this.at++] = ZERO + part - tens * 10;
  }

  #integer(value: number): void {
    if (value < 0) {
      this.buffer[this.at++] = MINUS;
      this.#natural(-value);
    } else {
      this.#natural(value);
    }
  }

  #natural(value: number): void {
    if (value < SPLIT) {
      this.#digits(value, digitsOf(value));
      return;
    }
    const high = Math.floor(value / SPLIT);
    this.#digits(high, digitsOf(high));
    this.#digits(value - high * SPLIT, 9);
  }

  #digits(value: number, count: number): void {
    const { buffer } = this;
    const end = this.at + count;
    this.at = end;
    let rest = value | 0;
    for (let at = end - 1; at >= end - count; at -= 1) {
      const next = (rest / 10) | 0;
      buffer[at] = ZERO + rest - next * 10;
      rest = next;
    }
  }

  /** Numbers that no clock of ours gives. */
  #odd(text: string): void {
    this.text(bytesOf(text));
  }
}

function digitsOf(value: number): number {
  if (value < 100) return value < 10 ? 1 : 2;
  if (value < 10_000) return value < 1000 ? 3 : 4;
  if (value < 1_000_000) return value < 100_000 ? 5 : 6;
  if (value < 100_000_000) return value < 10_000_000 ? 7 : 8;
  return 9;
}
