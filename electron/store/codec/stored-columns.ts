// How each column of a batch is kept in sample format 2. Append only: the index is the column's number in stored batches.
import type { ColumnName } from '../../../shared/sample.ts';

export interface StoredColumn {
  readonly name: ColumnName;
  /** What a stored whole number counts: microseconds of a time or duration, or single things. */
  readonly unit: 'microsecond' | 'one';
  /** The value is stored as the time before this column, which is earlier in the list. */
  readonly before?: ColumnName;
  /** The value is stored as the distance from the row before. */
  readonly isRising?: true;
}

export const STORED_COLUMNS: readonly StoredColumn[] = [
  { name: 'endedAt', unit: 'microsecond', isRising: true },
  { name: 'sentAt', unit: 'microsecond', before: 'endedAt' },
  { name: 'dueAt', unit: 'microsecond', before: 'sentAt' },
  { name: 'firstByteAt', unit: 'microsecond', before: 'endedAt' },
  { name: 'iteration', unit: 'one', isRising: true },
  { name: 'vu', unit: 'one' },
  { name: 'step', unit: 'one' },
  { name: 'outcome', unit: 'one' },
  { name: 'status', unit: 'one' },
  { name: 'error', unit: 'one' },
  { name: 'reused', unit: 'one' },
  { name: 'protocol', unit: 'one' },
  { name: 'remote', unit: 'one' },
  { name: 'bytesIn', unit: 'one' },
  { name: 'bytesOut', unit: 'one' },
  { name: 'blocked', unit: 'microsecond' },
  { name: 'dns', unit: 'microsecond' },
  { name: 'connecting', unit: 'microsecond' },
  { name: 'tlsHandshaking', unit: 'microsecond' },
  { name: 'sending', unit: 'microsecond' },
  { name: 'sentAs', unit: 'one' },
];

/** Steps of a stored number in a millisecond. */
export const STEPS_PER_MS = 1000;

/** How a column's bytes are encoded; the flags below are added to it. Append only. */
export const KIND = {
  /** The typed array as it is, little endian, for values that are no whole number of units or too large. */
  raw: 0,
  /** One zigzag varint for all rows. */
  constant: 1,
  /** Blocks in the format of bit-packing. */
  packed: 2,
  /**
   * The number of distinct values as a varint, each of them as a zigzag varint, and then each row's index into that list, in
   * blocks.
   */
  dictionary: 3,
} as const;
export const KIND_MASK = 0x0f;
/** Flag: values are distances from the row before; the first value is stored as it is. */
export const FROM_PREVIOUS = 0x10;
/** Flag: values are times before the column named by `before`. */
export const FROM_REFERENCE = 0x20;
/**
 * Flag: the column begins with blocks that hold 1 for each row with a value and 0 for each row without one (NaN). Only the rows
 * with a value follow.
 */
export const WITH_GAPS = 0x40;
