// Joins the samples of k6 into requests, in the order of the file, whichever reader found them.
import { UserError } from '../../shared/errors.ts';
import type { CsvRecord } from './csv-record.ts';
import { K6Request, k6Metric, type K6Metric, type K6Texts } from './k6-request.ts';

/** A sample of one metric. */
export interface K6Sample {
  readonly metric: string;
  /** Epoch ms. */
  readonly at: number;
  readonly value: number;
  readonly texts: () => K6Texts;
  readonly line: number;
}

export interface K6Sink {
  /** The request is good for this call only. */
  readonly handleRequest: (request: K6Request, end: CsvRecord['end']) => void;
  /** Receives what is left of a request at the end of a file that was cut off. */
  readonly handleCut: (record: CsvRecord) => void;
}

export class K6Joining {
  readonly #sink: K6Sink;
  readonly #request = new K6Request();
  readonly #metrics = new Map<string, K6Metric>();
  #count = 0;
  #cutLine: number | null = null;

  constructor(sink: K6Sink) {
    this.#sink = sink;
  }

  add({ metric, at, value, texts, line }: K6Sample): void {
    const known = this.#metrics.get(metric) ?? k6Metric(metric);
    this.#metrics.set(metric, known);
    if (known.kind === 'first') this.begin(at, line, texts());
    else if (known.kind === 'value') this.set(known.place, value, line);
  }

  begin(at: number, line: number, texts: K6Texts): void {
    if (this.#count > 0) this.#sink.handleRequest(this.#request, 'line');
    this.#request.begin(at, line, texts);
    this.#count += 1;
  }

  set(place: number, value: number, line: number): void {
    if (this.#count > 0) this.#request.set(place, value, line);
  }

  /** The last line of the file was cut off. */
  cut(line: number): void {
    this.#cutLine = line;
  }

  /** If the file ends before the last sample of a request, its record counts as cut off. @throws UserError import_invalid */
  finish(): void {
    const request = this.#request;
    if (this.#count === 0)
      throw new UserError('import_invalid', 'These results of k6 hold no HTTP request (no metric “http_reqs”).');
    if (!request.isWhole && this.#count === 1)
      throw new UserError('import_invalid', 'These results of k6 hold one HTTP request only, and it is cut off.');
    if (!request.isWhole) this.#sink.handleCut(request.record('cut'));
    else if (this.#cutLine === null) this.#sink.handleRequest(request, 'file');
    else {
      this.#sink.handleRequest(request, 'line');
      this.#sink.handleCut({ cells: [''], line: this.#cutLine, end: 'cut' });
    }
  }
}
