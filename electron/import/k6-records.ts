// Turns raw results of k6, in CSV or JSON lines, into records with JMeter's columns. k6 writes eight or more samples for a
// request one after another, all with the time at which it ended (lib/netext/httpext/tracer.go), so each request can be put
// together.
import { UserError } from '../../shared/errors.ts';
import type { CsvRecord } from './csv-record.ts';
import { k6Moment } from './k6-moment.ts';

/** A sample of one metric. */
export interface K6Sample {
  readonly metric: string;
  /** Epoch ms. */
  readonly at: number;
  readonly value: number;
  /** Returns "" if the sample has no tag of that name. */
  readonly tag: (name: string) => string;
  readonly line: number;
  readonly end: CsvRecord['end'];
}

/** `isK6` marks records that were put together from samples. */
export const K6_COLUMNS: readonly string[] = [
  ...(['timeStamp', 'elapsed', 'label', 'responseCode', 'responseMessage', 'threadName', 'success', 'failureMessage'] as const),
  ...(['URL', 'method', 'Latency', 'blocked_ms', 'connecting_ms', 'tls_handshaking_ms', 'sending_ms', 'isK6'] as const),
];

/** The metric of an incomplete last line. */
export const CUT_METRIC = '';
const FIRST = 'http_reqs';
/** The last metric that every request has. */
const LAST = 'http_req_receiving';
const HTTP = 'http_req_';

/** If the file ends before the last sample of a request, its record counts as cut off. @throws UserError import_invalid */
export async function* k6Records(
  samples: AsyncIterable<readonly K6Sample[]>,
): AsyncGenerator<readonly CsvRecord[], void, undefined> {
  yield [{ cells: K6_COLUMNS, line: 1, end: 'line' }];
  let open: K6Request | null = null;
  let count = 0;
  let last: K6Sample | null = null;
  for await (const some of samples) {
    const records: CsvRecord[] = [];
    for (const sample of some) {
      last = sample;
      if (sample.metric === FIRST) {
        if (open !== null) records.push(open.record('line'));
        open = new K6Request(sample);
        count += 1;
      } else if (sample.metric.startsWith(HTTP)) open?.add(sample);
    }
    yield records;
  }
  if (count === 0) throw new UserError('import_invalid', 'These results of k6 hold no HTTP request (no metric “http_reqs”).');
  if (open === null) return;
  if (!open.isWhole) yield [open.record('cut')];
  else if (last?.metric === CUT_METRIC) yield [open.record('line'), { cells: [''], line: last.line, end: 'cut' }];
  else yield [open.record('file')];
}

class K6Request {
  readonly #first: K6Sample;
  readonly #values = new Map<string, number>();
  #line: number;

  constructor(first: K6Sample) {
    this.#first = first;
    this.#line = first.line;
  }

  get isWhole(): boolean {
    return this.#values.has(LAST);
  }

  add({ metric, value, line }: K6Sample): void {
    this.#values.set(metric, value);
    this.#line = line;
  }

  record(end: CsvRecord['end']): CsvRecord {
    if (end === 'cut') return { cells: [String(this.#first.at)], line: this.#line, end };
    const { at, tag } = this.#first;
    const of = (name: string): number => this.#values.get(`${HTTP}${name}`) ?? 0;
    const [connecting, tls] = [of('connecting'), of('tls_handshaking')];
    // k6's "blocked" lasts until the request has its connection, and its duration starts then.
    const before = Math.max(of('blocked'), connecting + tls);
    const service = before + of('duration');
    const url = tag('url');
    const scenario = tag('scenario') || 'default';
    const vu = tag('vu');
    const isFailed = this.#values.has(`${HTTP}failed`) ? of('failed') > 0 : tag('expected_response') === 'false';
    const cells = [
      String(at - service),
      String(service),
      tag('name') || url,
      tag('status') === '0' ? tag('error_code') : tag('status'),
      tag('error'),
      vu === '' ? scenario : `${scenario} 1-${vu}`,
      isFailed ? 'false' : 'true',
      tag('error'),
      url,
      tag('method'),
      String(this.#values.has(`${HTTP}waiting`) ? before + of('sending') + of('waiting') : 0),
      String(before - connecting - tls),
      cellOf(connecting),
      cellOf(tls),
      String(of('sending')),
      '1',
    ];
    return { cells, line: this.#line, end };
  }
}

/** Empty for a phase that the request did not have. */
function cellOf(milliseconds: number): string {
  return milliseconds > 0 ? String(milliseconds) : '';
}

/** Samples of `--out csv=FILE`. @throws UserError import_invalid */
export async function* k6CsvSamples(
  records: AsyncIterable<readonly CsvRecord[]>,
): AsyncGenerator<readonly K6Sample[], void, undefined> {
  let places: ReadonlyMap<string, number> | null = null;
  for await (const some of records) {
    const samples: K6Sample[] = [];
    for (const { cells, line, end } of some) {
      if (places === null || cells[0] === 'metric_name') {
        places = new Map(cells.map((name, at) => [name, at]));
        continue;
      }
      const known = places;
      const metric = cells[0] ?? '';
      const tag = (name: string): string => {
        const at = known.get(name);
        if (at !== undefined) return cells[at] ?? '';
        return pairIn(cells[known.get('metadata') ?? -1], name) || pairIn(cells[known.get('extra_tags') ?? -1], name);
      };
      const isWhole = cells.length === known.size;
      if (!isWhole && end === 'line')
        throw new UserError(
          'import_invalid',
          `Line ${line} has ${cells.length} columns where the first line names ${known.size}.`,
        );
      if (!isWhole) {
        samples.push({ metric: CUT_METRIC, at: 0, value: 0, tag: () => '', line, end });
        continue;
      }
      const at = metric.startsWith('http_req') ? k6Moment(tag('timestamp'), line) : 0;
      samples.push({ metric, at, value: Number(tag('metric_value')), tag, line, end });
    }
    yield samples;
  }
}

/** "iter=0&vu=1" */
function pairIn(cell: string | undefined, name: string): string {
  return (
    cell
      ?.split('&')
      .find((pair) => pair.startsWith(`${name}=`))
      ?.slice(name.length + 1) ?? ''
  );
}
