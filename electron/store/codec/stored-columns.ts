// How each column of a batch is kept in sample format 2. Append only: the index is the column's number in stored batches.
import type { ColumnName } from '../../../shared/sample.ts';

export interface StoredColumn {
  readonly name: ColumnName;
  /** What one step of the stored whole numbers is: a microsecond of a time or duration, or one of what is counted. */
  readonly unit: 'microsecond' | 'one';
  /** Kept as the distance to this column, which stands earlier in the list: how long before it. */
  readonly before?: ColumnName;
  /** Kept as the distance to the row before. */
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

/** How a column's bytes are to be read; flags below are added to it. Append only. */
export const KIND = {
  /** The typed array as it is, little endian: for what is not a whole number of units, or too large. */
  raw: 0,
  /** One zigzag varint for all rows. */
  constant: 1,
  /** Blocks as of bit-packing. */
  packed: 2,
  /** A varint: how many distinct values; each as a zigzag varint; then each row's place in that list, in blocks. */
  dictionary: 3,
} as const;
export const KIND_MASK = 0x0f;
/** Values are distances to the row before; the first one is as it is. */
export const FROM_PREVIOUS = 0x10;
/** Values are how long before the column of `before`. */
export const FROM_REFERENCE = 0x20;
/** In front of all else, in blocks: 1 for each row that has a value, 0 for one that has none (NaN); then values of the former. */
export const WITH_GAPS = 0x40;
