// Decodes the columns of one stored batch on demand. A column that others refer to is decoded once.
import { COLUMN_TYPES, type ColumnName, type SampleColumns } from '../../../shared/sample.ts';
import { unpackNumbers } from './bit-packing.ts';
import type { ByteReader } from './byte-reader.ts';
import {
  FROM_PREVIOUS,
  FROM_REFERENCE,
  KIND,
  KIND_MASK,
  STEPS_PER_MS,
  STORED_COLUMNS,
  WITH_GAPS,
  type StoredColumn,
} from './stored-columns.ts';

interface Place {
  readonly kind: number;
  readonly at: number;
  readonly length: number;
}

const STORED = new Map(STORED_COLUMNS.map((stored) => [stored.name, stored]));

/** Arrays for the numbers of each column, reused for every batch. Callers only ever get copies. */
const room = new Map<ColumnName, Float64Array>();

function roomFor(name: ColumnName, count: number): Float64Array {
  const known = room.get(name);
  if (known !== undefined && known.length >= count) return known.subarray(0, count);
  const made = new Float64Array(count);
  room.set(name, made);
  return made;
}

/** Every method throws a RangeError if the bytes are invalid. */
export class ColumnDecoder {
  readonly #reader: ByteReader;
  readonly #count: number;
  readonly #places = new Map<ColumnName, Place>();
  readonly #numbers = new Map<ColumnName, Float64Array>();

  /** `reader` is at the first column. */
  constructor(reader: ByteReader, count: number) {
    this.#reader = reader;
    this.#count = count;
    while (!reader.isAtEnd) {
      // A later version may have written an unknown number: its column is skipped.
      const stored = STORED_COLUMNS[reader.byte()];
      const kind = reader.byte();
      const length = reader.varint();
      if (stored !== undefined) this.#places.set(stored.name, { kind, at: reader.at, length });
      reader.at += length;
    }
  }

  column<N extends ColumnName>(name: N): SampleColumns[N];
  column(name: ColumnName): SampleColumns[ColumnName] {
    const column = new COLUMN_TYPES[name](this.#count);
    this.fill(name, column);
    return column;
  }

  /** Fills the first rows of an array that may be longer. */
  fill(name: ColumnName, column: SampleColumns[ColumnName]): void {
    const place = this.#places.get(name);
    const isTime = storedOf(name).unit === 'microsecond';
    if (place === undefined) {
      column.fill(isTime ? Number.NaN : 0, 0, this.#count);
      return;
    }
    if ((place.kind & KIND_MASK) === KIND.raw) {
      this.#reader.at = place.at;
      const make = COLUMN_TYPES[name];
      column.set(new make(this.#reader.copy(this.#count * make.BYTES_PER_ELEMENT).buffer));
      return;
    }
    const numbers = this.#numbersOf(name);
    if (!isTime) column.set(numbers);
    else for (let row = 0; row < numbers.length; row += 1) column[row] = (numbers[row] ?? 0) / STEPS_PER_MS;
  }

  /** In stored units; NaN for rows without a value. */
  #numbersOf(name: ColumnName): Float64Array {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const place = this.#places.get(name);
    if (place === undefined) throw new RangeError(`There is no column ${name}`);
    const numbers = this.#decode(storedOf(name), place);
    this.#numbers.set(name, numbers);
    return numbers;
  }

  #decode({ name, before }: StoredColumn, { kind, at }: Place): Float64Array {
    // This must precede any reading of the column, because it moves the reader.
    const reference = (kind & FROM_REFERENCE) === 0 || before === undefined ? null : this.#numbersOf(before);
    this.#reader.at = at;
    const numbers = roomFor(name, this.#count);
    if ((kind & WITH_GAPS) === 0) this.#read(kind, numbers);
    else this.#readWithGaps(kind, numbers);
    if ((kind & FROM_PREVIOUS) !== 0) {
      for (let row = 1; row < numbers.length; row += 1) numbers[row] = (numbers[row] ?? 0) + (numbers[row - 1] ?? 0);
    }
    if (reference !== null) {
      for (let row = 0; row < numbers.length; row += 1) numbers[row] = (reference[row] ?? 0) - (numbers[row] ?? 0);
    }
    return numbers;
  }

  #readWithGaps(kind: number, numbers: Float64Array): void {
    unpackNumbers(this.#reader, numbers, this.#count);
    const present = numbers.reduce((sum, one) => sum + one, 0);
    if (present > this.#count) throw new RangeError('A column has more values than rows');
    const values = new Float64Array(present);
    this.#read(kind, values);
    let at = 0;
    for (let row = 0; row < numbers.length; row += 1) numbers[row] = numbers[row] === 0 ? Number.NaN : (values[at++] ?? 0);
  }

  #read(kind: number, numbers: Float64Array): void {
    const reader = this.#reader;
    switch (kind & KIND_MASK) {
      case KIND.constant:
        numbers.fill(reader.zigzag());
        return;
      case KIND.packed:
        unpackNumbers(reader, numbers, numbers.length);
        return;
      case KIND.dictionary: {
        const list = Float64Array.from({ length: reader.varint() }, () => reader.zigzag());
        unpackNumbers(reader, numbers, numbers.length);
        for (let row = 0; row < numbers.length; row += 1) numbers[row] = list[numbers[row] ?? 0] ?? 0;
        return;
      }
      default:
        throw new RangeError(`There is no way ${kind} of keeping a column`);
    }
  }
}

function storedOf(name: ColumnName): StoredColumn {
  const stored = STORED.get(name);
  if (stored === undefined) throw new Error(`Column ${name} has no stored form`);
  return stored;
}
