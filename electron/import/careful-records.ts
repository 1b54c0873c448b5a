// Reads records with a CSV library: slower than csv-records, but with any quotes and line ends.
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { UserError } from '../../shared/errors.ts';
import type { CsvFormat, CsvRecord } from './csv-record.ts';
import type { Delimiter } from './dialect.ts';

/** A longer record is a sign that the file is no CSV. */
export const MOST_RECORD_BYTES = 1_000_000;
const TAIL = 70_000;

export interface Before {
  /** The last line that was read before these records. */
  readonly line: number;
  /** True if there was a record among them. */
  readonly hasRecord: boolean;
}

/** @throws UserError import_invalid */
export async function* carefulRecords(
  chunks: AsyncIterable<string>,
  { delimiter, skippedLines }: CsvFormat,
  before: Before,
): AsyncGenerator<readonly CsvRecord[], void, undefined> {
  const tail = new Tail();
  const parser = parse({
    delimiter,
    // Files that were concatenated may have several kinds of line ends.
    record_delimiter: ['\r\n', '\n', '\r'],
    bom: true,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
    from_line: skippedLines + 1,
    max_record_size: MOST_RECORD_BYTES,
  });
  const source = Readable.from(tail.passing(chunks), { objectMode: false, encoding: 'utf8' });
  source.on('error', (error: Error) => parser.destroy(error));
  source.pipe(parser);
  let held: CsvRecord | null = null;
  try {
    for await (const one of parser) {
      const { record, info }: { record: string[]; info: { lines: number } } = one;
      if (held !== null) yield [held];
      held = { cells: record, line: before.line + info.lines, end: 'line' };
    }
    if (held !== null) yield [{ ...held, end: tail.endsOpen ? 'cut' : 'file' }];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (held !== null) yield [held];
    yield [
      cutRecord(error, tail, {
        line: held?.line ?? before.line,
        hasRecord: held !== null || before.hasRecord,
        delimiter,
        from: before.line,
      }),
    ];
  } finally {
    source.destroy();
    parser.destroy();
  }
}

interface Cut extends Before {
  readonly delimiter: Delimiter;
  /** The line at which the library's own line numbers begin. */
  readonly from: number;
}

/** @throws UserError unless the error is that the file ends within a quote. */
function cutRecord(error: CsvError, tail: Tail, { line: lastLine, hasRecord, delimiter, from }: Cut): CsvRecord {
  const line = 'lines' in error && typeof error['lines'] === 'number' ? from + error['lines'] : null;
  const said = line === null ? 'The file' : `Line ${line}`;
  const fault = new UserError('import_invalid', `${said} is not valid CSV: a quote is never closed or is in the wrong place.`);
  if (error.code !== 'CSV_QUOTE_NOT_CLOSED' || line === null || !hasRecord) throw fault;
  const lines = tail.lines(line - lastLine);
  // A quote that swallows whole records is an error in the middle of the file.
  if (lines === null || lines.slice(1).some((one) => /^"?\d{9,}/.test(one))) throw fault;
  return { cells: (lines[0] ?? '').split(delimiter).slice(0, 1), line, end: 'cut' };
}

/** The last part of what was read. */
class Tail {
  #text = '';

  async *passing(chunks: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
    for await (const chunk of chunks) {
      this.#text = (this.#text + chunk).slice(-TAIL);
      yield chunk;
    }
  }

  /** True if the last line has no line end. */
  get endsOpen(): boolean {
    return !/[\r\n]$/.test(this.#text);
  }

  /** The last lines; null if they are longer than what was kept. */
  lines(count: number): readonly string[] | null {
    const all = this.#text.split(/\r\n|\n|\r/);
    const wanted = Math.max(1, count);
    const isWhole = all.length > wanted || (all.length === wanted && this.#text.length < TAIL);
    return isWhole ? all.slice(-wanted) : null;
  }
}
