// Sample columns as one BLOB per batch. Format 2 consists of a format byte, a CRC-32 of all that follows it, the number of rows,
// and then the number, kind, length and bytes of each column. A missing column is blank in every row. Each column can be read
// alone.
import { crc32 } from 'node:zlib';
import { UserError } from '../../../shared/errors.ts';
import { allocateColumns, COLUMN_NAMES, type ColumnName, type SampleColumns } from '../../../shared/sample.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { ColumnDecoder } from './column-decoder.ts';
import { ColumnEncoder } from './column-encoder.ts';
import { decodePlainColumns, PLAIN_FORMAT } from './plain-samples.ts';
import { STORED_COLUMNS } from './stored-columns.ts';

export const SAMPLE_FORMAT = 2;
const BODY_AT = 5;
/** Far above what is written. A batch of others might claim any number, and memory would be taken for all of them. */
const MOST_ROWS = 2 ** 20;

const encoder = new ColumnEncoder();
const out = new ByteWriter();

/** Times and durations are kept to the microsecond, everything else exactly; so is any value that is too large for that. */
export function encodeColumns(columns: SampleColumns, count: number): Uint8Array<ArrayBuffer> {
  out.at = 0;
  out.reserve(BODY_AT);
  out.byte(SAMPLE_FORMAT);
  out.at = BODY_AT;
  out.varint(count);
  encoder.begin(count);
  STORED_COLUMNS.forEach((stored, number) => {
    const encoded = encoder.encode(stored, columns[stored.name], count);
    if (encoded === null) return;
    out.byte(number);
    out.byte(encoded.kind);
    out.varint(encoded.bytes.length);
    out.append(encoded.bytes);
  });
  out.view.setUint32(1, crc32(out.written(BODY_AT)), true);
  return out.take(0);
}

/** @throws UserError store_damaged if the bytes are not a batch of `count` rows in a known format. */
export function decodeColumns(stored: Uint8Array<ArrayBuffer>, count: number): SampleColumns {
  return decodeSome(stored, count, COLUMN_NAMES);
}

/** Decodes the named columns, and of the others only those that they refer to. @throws UserError store_damaged */
export function decodeSome<N extends ColumnName>(
  stored: Uint8Array<ArrayBuffer>,
  count: number,
  names: readonly N[],
): Pick<SampleColumns, N> {
  return readBatch(
    stored,
    count,
    (decoder) => Object.fromEntries(names.map((name): unknown[] => [name, decoder.column(name)])),
    (columns) => columns,
  );
}

/** Decodes one batch after another into the same arrays, for readers that keep none of them. */
export class ColumnReader {
  #columns = allocateColumns(0);
  #capacity = 0;

  /** The result is valid until the next call; its columns may be longer than `count`. @throws UserError store_damaged */
  read(stored: Uint8Array<ArrayBuffer>, count: number): SampleColumns {
    if (count > this.#capacity) {
      this.#columns = allocateColumns(count);
      this.#capacity = count;
    }
    const columns = this.#columns;
    return readBatch(
      stored,
      count,
      (decoder) => {
        for (const name of COLUMN_NAMES) decoder.fill(name, columns[name]);
        return columns;
      },
      (plain) => plain,
    );
  }
}

/** Chooses the decoder by the format byte. */
function readBatch<T>(
  stored: Uint8Array<ArrayBuffer>,
  count: number,
  read: (decoder: ColumnDecoder) => T,
  readPlain: (columns: SampleColumns) => T,
): T {
  const format = stored[0];
  if (format !== PLAIN_FORMAT && format !== SAMPLE_FORMAT) throw damaged(`unknown format ${format ?? 'of an empty batch'}`);
  try {
    return format === PLAIN_FORMAT ? readPlain(decodePlainColumns(stored, count)) : read(openBatch(stored, count));
  } catch (error) {
    if (error instanceof RangeError) throw damaged(error.message);
    throw error;
  }
}

function openBatch(stored: Uint8Array<ArrayBuffer>, count: number): ColumnDecoder {
  const reader = new ByteReader(stored, 1);
  const expected = reader.view.getUint32(1, true);
  reader.at = BODY_AT;
  if (crc32(stored.subarray(BODY_AT)) !== expected) throw damaged('its check sum does not agree');
  if (reader.varint() !== count) throw damaged('its number of rows does not agree');
  if (count > MOST_ROWS) throw damaged('it has more rows than a batch can have');
  return new ColumnDecoder(reader, count);
}

function damaged(cause: string): UserError {
  return new UserError(
    'store_damaged',
    `Requests of this run are damaged in the history and cannot be read (${cause}). Its summary and charts are kept apart from them.`,
  );
}
