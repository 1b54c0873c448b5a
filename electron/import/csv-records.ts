// Records of a CSV file, one after the other, whatever its size; faults name the line. Knows no columns.
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import { UserError } from '../../shared/errors.ts';

export interface CsvRecord {
  readonly cells: readonly string[];
  /** From 1; of a record over several lines the last one. */
  readonly line: number;
}

export interface CsvProgress {
  /** Bytes of the file that have been read. */
  readonly handleBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** A path that ends in .gz is unpacked. @throws UserError import_invalid */
export async function* csvRecords(
  path: string,
  { handleBytes, signal }: CsvProgress,
): AsyncGenerator<CsvRecord, void, undefined> {
  const file = createReadStream(path, { signal });
  let bytes = 0;
  file.on('data', (chunk) => {
    bytes += chunk.length;
    handleBytes(bytes);
  });
  const parser = parse({ bom: true, info: true, skip_empty_lines: true, relax_column_count: true, max_record_size: 1_000_000 });
  const unpacked = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  for (const stream of new Set([file, unpacked])) stream.on('error', (error: Error) => parser.destroy(error));
  unpacked.pipe(parser);
  try {
    for await (const one of parser) {
      const { record, info }: { record: string[]; info: { lines: number } } = one;
      yield { cells: record, line: info.lines };
    }
  } catch (error) {
    throw sentenceOf(error, signal);
  } finally {
    file.destroy();
    parser.destroy();
  }
}

function sentenceOf(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return new UserError('superseded', 'The import was cancelled.');
  if (error instanceof UserError) return error;
  if (error instanceof CsvError) {
    const line = 'lines' in error && typeof error['lines'] === 'number' ? `Line ${error['lines']}` : 'The file';
    return new UserError('import_invalid', `${line} is not valid CSV: a quote stands where none may, or is never closed.`);
  }
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
    return new UserError('import_invalid', 'The file ends in .gz but cannot be unpacked. Is it complete?');
  }
  return error;
}
