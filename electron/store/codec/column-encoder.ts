// Encodes one column at a time in the smallest of several forms: a constant, a list of distinct values, or packed distances.
import type { ColumnName, SampleColumns } from '../../../shared/sample.ts';
import { bitsFor, packNumbers } from './bit-packing.ts';
import { ByteWriter } from './byte-writer.ts';
import { FROM_PREVIOUS, FROM_REFERENCE, KIND, STEPS_PER_MS, WITH_GAPS, type StoredColumn } from './stored-columns.ts';

/** The difference of two numbers up to this one is still exact. */
const LARGEST = 2 ** 50;
const LEAST = -LARGEST;
// Constants of the module: V8 looks up `Infinity` by its name, and compiles the passes again and again for that.
const ABOVE_ALL = Infinity;
const BELOW_ALL = -Infinity;
const MOST_DISTINCT = 16;
/** With fewer rows, a list of distinct values is hardly shorter than the values themselves. */
const ROWS_WORTH_A_LIST = 64;

export interface EncodedColumn {
  /** A value of KIND with its flags. */
  readonly kind: number;
  readonly bytes: Uint8Array;
}

/** What the last pass over a column found. One object, whose shape stays as it is: V8 would compile the passes again for another. */
class Look {
  /** How many rows have a value. */
  present = 0;
  least = Number.NaN;
  greatest = Number.NaN;

  /** Returns whether the values can be packed. */
  found(present: number, least: number, greatest: number): boolean {
    this.present = present;
    this.least = least;
    this.greatest = greatest;
    return present === 0 || (least >= LEAST && greatest <= LARGEST);
  }
}

export class ColumnEncoder {
  readonly #out = new ByteWriter();
  readonly #look = new Look();
  #capacity = 0;
  /** The numbers of the columns of this batch that others refer to. */
  readonly #numbers = new Map<ColumnName, Float64Array>();
  readonly #whole = new Set<ColumnName>();
  #work = new Float64Array(0);
  #places = new Float64Array(0);

  begin(count: number): void {
    this.#whole.clear();
    if (count <= this.#capacity) return;
    this.#capacity = count;
    this.#numbers.clear();
    this.#work = new Float64Array(count);
    this.#places = new Float64Array(count);
  }

  /** The kind and bytes of the column, valid until the next call; null if every row is blank. */
  encode(stored: StoredColumn, column: SampleColumns[ColumnName], count: number): EncodedColumn | null {
    this.#out.at = 0;
    const numbers = this.#numbersOf(stored.name);
    numbers.set(column.length === count ? column : column.subarray(0, count));
    const isPackable = stored.unit === 'microsecond' ? toSteps(numbers, count, this.#look) : lookAt(numbers, count, this.#look);
    if (!isPackable) return this.#raw(column, count);
    const { present, least, greatest } = this.#look;
    if (present === 0) return stored.unit === 'microsecond' ? null : this.#raw(column, count);
    if (stored.unit === 'one' && present === count && least === 0 && greatest === 0) return null;
    if (present === count) {
      this.#whole.add(stored.name);
      if (least === greatest) return this.#constant(least);
      const list = stored.unit === 'one' || stored.name === 'dueAt' ? this.#dictionary(numbers, count, greatest - least) : null;
      if (list !== null) return list;
    }
    const packed = this.#packed(stored, numbers, present, count);
    if (packed !== null) return packed;
    this.#whole.delete(stored.name);
    return this.#raw(column, count);
  }

  #numbersOf(name: ColumnName): Float64Array {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const made = new Float64Array(this.#capacity);
    this.#numbers.set(name, made);
    return made;
  }

  #packed({ before, isRising }: StoredColumn, numbers: Float64Array, present: number, count: number): EncodedColumn | null {
    let kind: number = KIND.packed;
    const work = this.#work;
    if (before !== undefined && this.#whole.has(before)) {
      kind |= FROM_REFERENCE;
      subtract(numbers, this.#numbersOf(before), count, work);
    } else if (isRising === true && present === count) {
      kind |= FROM_PREVIOUS;
      takeSteps(numbers, count, work);
    } else {
      work.set(numbers);
    }
    if (present < count) {
      kind |= WITH_GAPS;
      if (!this.#closeGaps(count)) return null;
    }
    return packNumbers(this.#out, work, present) ? { kind, bytes: this.#out.written(0) } : null;
  }

  /** Writes which rows have a value and moves those values together. */
  #closeGaps(count: number): boolean {
    const work = this.#work;
    let at = 0;
    for (let row = 0; row < count; row += 1) {
      const value = work[row] ?? 0;
      const isPresent = !Number.isNaN(value);
      this.#places[row] = isPresent ? 1 : 0;
      if (isPresent) work[at++] = value;
    }
    return packNumbers(this.#out, this.#places, count);
  }

  #constant(value: number): EncodedColumn {
    this.#out.zigzag(value);
    return { kind: KIND.constant, bytes: this.#out.written(0) };
  }

  /** Returns null if there are too many distinct values, or if distances are no longer than indexes into the list. */
  #dictionary(numbers: Float64Array, count: number, span: number): EncodedColumn | null {
    if (count < ROWS_WORTH_A_LIST || span < MOST_DISTINCT / 4) return null;
    const distinct: number[] = [];
    const places = this.#places;
    let last = Number.NaN;
    let place = 0;
    for (let row = 0; row < count; row += 1) {
      const value = numbers[row] ?? 0;
      if (value !== last) {
        last = value;
        place = distinct.indexOf(value);
        if (place === -1) place = distinct.push(value) - 1;
        if (place === MOST_DISTINCT) return null;
      }
      places[row] = place;
    }
    if (bitsFor(distinct.length - 1) >= bitsFor(span)) return null;
    this.#out.varint(distinct.length);
    for (const value of distinct) this.#out.zigzag(value);
    packNumbers(this.#out, places, count);
    return { kind: KIND.dictionary, bytes: this.#out.written(0) };
  }

  #raw(column: SampleColumns[ColumnName], count: number): EncodedColumn {
    const { buffer, byteOffset, BYTES_PER_ELEMENT } = column;
    return { kind: KIND.raw, bytes: new Uint8Array(buffer, byteOffset, count * BYTES_PER_ELEMENT) };
  }
}

function subtract(numbers: Float64Array, reference: Float64Array, count: number, into: Float64Array): void {
  for (let row = 0; row < count; row += 1) into[row] = (reference[row] ?? 0) - (numbers[row] ?? 0);
}

/** The first number, and how much each one is more than the number before it. */
function takeSteps(numbers: Float64Array, count: number, into: Float64Array): void {
  into[0] = numbers[0] ?? 0;
  for (let row = 1; row < count; row += 1) into[row] = (numbers[row] ?? 0) - (numbers[row - 1] ?? 0);
}

/** Converts milliseconds to microseconds in place; returns false if that would change a value or exceed the range. */
function toSteps(numbers: Float64Array, count: number, look: Look): boolean {
  let present = 0;
  let least = ABOVE_ALL;
  let greatest = BELOW_ALL;
  for (let row = 0; row < count; row += 1) {
    const value = Math.round((numbers[row] ?? 0) * STEPS_PER_MS);
    numbers[row] = value;
    if (Number.isNaN(value)) continue;
    present += 1;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return look.found(present, least, greatest);
}

/** Returns false if some values are not whole numbers or are too large. */
function lookAt(numbers: Float64Array, count: number, look: Look): boolean {
  let least = ABOVE_ALL;
  let greatest = BELOW_ALL;
  for (let row = 0; row < count; row += 1) {
    const value = numbers[row] ?? 0;
    if (!Number.isInteger(value)) return false;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return look.found(count, least, greatest);
}
