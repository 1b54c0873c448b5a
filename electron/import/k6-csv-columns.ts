// The columns of k6's CSV, read from the bytes of a line.
import { CellTexts } from './cell-texts.ts';
import { cellNumber } from './cell-number.ts';
import { K6CsvTags } from './k6-csv-tags.ts';
import { K6Moments } from './k6-moments.ts';
import { k6Metric, type K6Metric } from './k6-request.ts';
import type { LineCells } from './line-cells.ts';
import type { Decode } from './quick-texts.ts';

export class K6CsvColumns {
  readonly places: ReadonlyMap<string, number>;
  readonly tags: K6CsvTags;
  readonly moments: K6Moments;
  readonly #decode: Decode;
  readonly #moment: number;
  readonly #value: number;
  readonly #metrics: CellTexts<K6Metric>;

  constructor(names: readonly string[], decode: Decode) {
    this.places = new Map(names.map((name, at) => [name, at]));
    this.#decode = decode;
    this.moments = new K6Moments(decode);
    this.#moment = this.places.get('timestamp') ?? -1;
    this.#value = this.places.get('metric_value') ?? -1;
    this.#metrics = new CellTexts(decode, k6Metric);
    this.tags = new K6CsvTags(this.places, Math.max(0, this.#moment, this.#value) + 1, decode);
  }

  /** True if metric, moment and value are the first columns, as k6 writes them. */
  get areFirst(): boolean {
    return this.#moment === 1 && this.#value === 2;
  }

  /** False if the line has to be read as text. */
  fits({ count }: LineCells): boolean {
    return count === this.places.size && this.#moment !== -1 && this.#value !== -1;
  }

  metricIn(bytes: Uint8Array, { starts, ends }: LineCells): K6Metric {
    return this.#metrics.of(bytes, starts[0] ?? 0, ends[0] ?? 0).value;
  }

  valueIn(bytes: Uint8Array, { starts, ends }: LineCells): number {
    const [from, to] = [starts[this.#value] ?? 0, ends[this.#value] ?? 0];
    const value = cellNumber(bytes, from, to, false);
    return Number.isFinite(value) ? value : Number(this.#decode(bytes.subarray(from, to)));
  }

  /** In epoch ms. @throws UserError import_invalid */
  momentIn(bytes: Uint8Array, { starts, ends, line }: LineCells): number {
    return this.moments.of(bytes, starts[this.#moment] ?? 0, ends[this.#moment] ?? 0, line);
  }
}
