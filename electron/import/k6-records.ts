// Reads raw results of k6, in CSV or JSON lines, as records with JMeter's columns: the way for files that cannot be read from their
// bytes.
import type { CsvRecord } from './csv-record.ts';
import { k6CsvSample } from './k6-csv-sample.ts';
import { K6Joining, type K6Sample } from './k6-joining.ts';
import { K6_COLUMNS } from './k6-request.ts';

/** A number is that of an incomplete last line. */
export type K6Line = K6Sample | number;

/** @throws UserError import_invalid */
export async function* k6Records(lines: AsyncIterable<readonly K6Line[]>): AsyncGenerator<readonly CsvRecord[], void, undefined> {
  yield [{ cells: K6_COLUMNS, line: 1, end: 'line' }];
  const records: CsvRecord[] = [];
  const joining = new K6Joining({
    handleRequest: (request, end) => void records.push(request.record(end)),
    handleCut: (record) => void records.push(record),
  });
  for await (const some of lines) {
    for (const line of some) {
      if (typeof line === 'number') joining.cut(line);
      else joining.add(line);
    }
    yield records.splice(0);
  }
  joining.finish();
  yield records;
}

/** Samples of `--out csv=FILE`. @throws UserError import_invalid */
export async function* k6CsvSamples(
  records: AsyncIterable<readonly CsvRecord[]>,
): AsyncGenerator<readonly K6Line[], void, undefined> {
  let places: ReadonlyMap<string, number> | null = null;
  for await (const some of records) {
    const lines: K6Line[] = [];
    for (const record of some) {
      if (places === null || record.cells[0] === 'metric_name') places = new Map(record.cells.map((name, at) => [name, at]));
      else lines.push(k6CsvSample(places, record) ?? record.line);
    }
    yield lines;
  }
}
