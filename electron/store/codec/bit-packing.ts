// Stores whole numbers in as few bits as their neighbours need. Each block of rows has its least value (a zigzag varint), its
// width in bits (a byte), and the distances from the least value, packed into 32-bit words from the lowest bit up.
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

/** Small enough that an outlier widens only a few rows, and 128 rows of any width fill whole words. */
const BLOCK_ROWS = 128;
const WORD_BITS = 32;
const WORD_BYTES = 4;
const WIDEST = 2 ** WORD_BITS - 1;

/** Returns false if values of one block are too far apart; whatever was written must then be discarded. */
export function packNumbers(out: ByteWriter, values: Float64Array, count: number): boolean {
  for (let from = 0; from < count; from += BLOCK_ROWS) {
    if (!packBlock(out, values, from, Math.min(count, from + BLOCK_ROWS))) return false;
  }
  return true;
}

export function unpackNumbers(reader: ByteReader, values: Float64Array, count: number): void {
  for (let from = 0; from < count; from += BLOCK_ROWS) unpackBlock(reader, values, from, Math.min(count, from + BLOCK_ROWS));
}

/** How many bits can hold every number from 0 to `span`. */
export function bitsFor(span: number): number {
  return span >= 2 ** 31 ? WORD_BITS : WORD_BITS - Math.clz32(span);
}

function packBlock(out: ByteWriter, values: Float64Array, from: number, to: number): boolean {
  let least = Infinity;
  let greatest = -Infinity;
  for (let row = from; row < to; row += 1) {
    const value = values[row] ?? 0;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  if (greatest - least > WIDEST) return false;
  const width = bitsFor(greatest - least);
  out.zigzag(least);
  out.byte(width);
  if (width === 0) return true;
  out.reserve(((to - from) * width) / 8 + WORD_BYTES);
  const { view } = out;
  let { at } = out;
  let word = 0;
  let used = 0;
  for (let row = from; row < to; row += 1) {
    const distance = ((values[row] ?? 0) - least) >>> 0;
    word |= distance << used;
    used += width;
    if (used < WORD_BITS) continue;
    view.setUint32(at, word, true);
    at += WORD_BYTES;
    used -= WORD_BITS;
    word = used === 0 ? 0 : distance >>> (width - used);
  }
  if (used > 0) {
    view.setUint32(at, word, true);
    at += WORD_BYTES;
  }
  out.at = at;
  return true;
}

function unpackBlock(reader: ByteReader, values: Float64Array, from: number, to: number): void {
  const least = reader.zigzag();
  const width = reader.byte();
  if (width === 0) {
    values.fill(least, from, to);
    return;
  }
  const { view } = reader;
  let { at } = reader;
  const mask = width === WORD_BITS ? -1 : (1 << width) - 1;
  let word = 0;
  let left = 0;
  for (let row = from; row < to; row += 1) {
    if (left >= width) {
      values[row] = least + ((word & mask) >>> 0);
      word >>>= width;
      left -= width;
      continue;
    }
    const next = view.getUint32(at, true);
    at += WORD_BYTES;
    values[row] = least + (((word | (next << left)) & mask) >>> 0);
    const taken = width - left;
    word = taken === WORD_BITS ? 0 : next >>> taken;
    left = WORD_BITS - taken;
  }
  reader.at = at;
}
