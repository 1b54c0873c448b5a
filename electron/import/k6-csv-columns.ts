// The columns of k6's CSV, read from the bytes of a line. Lines of one request, and often those of many, have the same tags, which
// are then not read again.
import { CellTexts, isAt } from './cell-texts.ts';
import { cellNumber } from './cell-number.ts';
import { K6_PAIRS } from './k6-csv-sample.ts';
import { K6Moments } from './k6-moments.ts';
import { k6Metric, type K6Metric, type K6Texts } from './k6-request.ts';
import { NO_TAIL, type LineCells } from './line-cells.ts';
import type { Decode } from './quick-texts.ts';

const AND = 38;
const ASCII = new TextEncoder();

interface Tag {
  readonly texts: CellTexts<string>;
  /** "vu=" */
  readonly prefix: Uint8Array;
  readonly place: number | undefined;
}

export class K6CsvColumns {
  readonly places: ReadonlyMap<string, number>;
  /** See LineCells. */
  readonly tailFrom: number;
  readonly #decode: Decode;
  readonly #moments: K6Moments;
  readonly #moment: number;
  readonly #value: number;
  readonly #metrics: CellTexts<K6Metric>;
  readonly #tags: Readonly<Record<keyof K6Texts, Tag>>;
  readonly #pairs: readonly number[];
  #tailId = -1;
  #texts: K6Texts | null = null;

  constructor(names: readonly string[], decode: Decode) {
    this.places = new Map(names.map((name, at) => [name, at]));
    this.#decode = decode;
    this.#moments = new K6Moments(decode);
    this.#moment = this.places.get('timestamp') ?? -1;
    this.#value = this.places.get('metric_value') ?? -1;
    this.#metrics = new CellTexts(decode, k6Metric);
    const first = Math.max(0, this.#moment, this.#value) + 1;
    const tag = (name: keyof K6Texts): Tag => ({
      texts: new CellTexts(decode, (text) => text),
      prefix: ASCII.encode(`${name}=`),
      place: this.places.get(name),
    });
    this.#tags = {
      name: tag('name'),
      url: tag('url'),
      method: tag('method'),
      status: tag('status'),
      error: tag('error'),
      error_code: tag('error_code'),
      scenario: tag('scenario'),
      vu: tag('vu'),
      expected_response: tag('expected_response'),
    };
    this.#pairs = K6_PAIRS.flatMap((name) => this.places.get(name) ?? []);
    const read = [...this.#pairs, ...Object.values(this.#tags).flatMap(({ place }) => place ?? [])];
    this.tailFrom = read.every((place) => place >= first) ? first : NO_TAIL;
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
    return this.#moments.of(bytes, starts[this.#moment] ?? 0, ends[this.#moment] ?? 0, line);
  }

  textsIn(bytes: Uint8Array, cells: LineCells): K6Texts {
    if (this.#texts !== null && this.tailFrom !== NO_TAIL && cells.tailId === this.#tailId) return this.#texts;
    this.#tailId = cells.tailId;
    const tags = this.#tags;
    return (this.#texts = {
      name: this.#tag(tags.name, bytes, cells),
      url: this.#tag(tags.url, bytes, cells),
      method: this.#tag(tags.method, bytes, cells),
      status: this.#tag(tags.status, bytes, cells),
      error: this.#tag(tags.error, bytes, cells),
      error_code: this.#tag(tags.error_code, bytes, cells),
      scenario: this.#tag(tags.scenario, bytes, cells),
      vu: this.#tag(tags.vu, bytes, cells),
      expected_response: this.#tag(tags.expected_response, bytes, cells),
    });
  }

  #tag({ texts, prefix, place }: Tag, bytes: Uint8Array, cells: LineCells): string {
    if (place === undefined) return this.#pair(texts, prefix, bytes, cells);
    return texts.of(bytes, cells.starts[place] ?? 0, cells.ends[place] ?? 0).value;
  }

  #pair(texts: CellTexts<string>, prefix: Uint8Array, bytes: Uint8Array, { starts, ends }: LineCells): string {
    for (const pairs of this.#pairs) {
      const to = ends[pairs] ?? 0;
      const from = afterPrefix(prefix, bytes, starts[pairs] ?? 0, to);
      if (from === -1) continue;
      let end = from;
      while (end < to && bytes[end] !== AND) end += 1;
      const text = texts.of(bytes, from, end).value;
      if (text !== '') return text;
    }
    return '';
  }
}

/** Where the value of the first pair with this name begins; -1 if there is none. */
function afterPrefix(prefix: Uint8Array, bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    if (isAt(prefix, bytes, at, Math.min(to, at + prefix.length))) return at + prefix.length;
    while (at < to && bytes[at] !== AND) at += 1;
  }
  return -1;
}
