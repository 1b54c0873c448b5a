// Reads k6's JSON lines from their bytes. A line that is written as k6 writes it is not parsed as JSON, but for its tags, and these
// once for all lines that have the same; any other line is.
import { isUtf8 } from 'node:buffer';
import { ByteWindow, lengthOfMark } from './byte-window.ts';
import { CellTexts } from './cell-texts.ts';
import { cellNumber } from './cell-number.ts';
import type { K6Joining } from './k6-joining.ts';
import { K6JsonTags } from './k6-json-tags.ts';
import { k6JsonSample, lastK6Json } from './k6-json.ts';
import { K6Moments } from './k6-moments.ts';
import { K6RepeatedLine } from './k6-repeated-line.ts';
import { k6Metric, type K6Metric } from './k6-request.ts';
import { joiningInto } from './quick-k6-request.ts';
import type { Decode } from './quick-texts.ts';
import type { RequestSink } from './request-sink.ts';
import { WrongEncoding, type TextEncoding } from './text-source.ts';

const NEWLINE = 10;
const QUOTE = 34;
const COMMA = 44;
const ASCII = new TextEncoder();
const BEFORE_METRIC = ASCII.encode('{"metric":"');
const BEFORE_TIME = ASCII.encode('","type":"Point","data":{"time":"');
const BEFORE_VALUE = ASCII.encode('","value":');

/** Yields after each piece of the file. @throws WrongEncoding, UserError import_invalid */
export async function* readK6Json(
  chunks: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
  reader: K6JsonReader,
): AsyncGenerator<void, void, undefined> {
  const window = new ByteWindow();
  let line = 0;
  for await (const chunk of chunks) {
    const bytes = window.add(chunk);
    const until = bytes.lastIndexOf(NEWLINE) + 1;
    if (encoding === 'utf-8' && !isUtf8(bytes.subarray(0, until))) throw new WrongEncoding();
    let at = line === 0 && until > 0 ? lengthOfMark(bytes) : 0;
    while (at < until) {
      line += 1;
      const next = reader.readRepeated(bytes, at, line);
      if (next !== -1) {
        at = next;
        continue;
      }
      const end = bytes.indexOf(NEWLINE, at);
      reader.readLine(bytes, at, end, line);
      at = end + 1;
    }
    window.keepFrom(at);
    yield;
  }
  reader.finish(window.left, line + 1);
}

export class K6JsonReader {
  readonly #decode: Decode;
  readonly #joining: K6Joining;
  readonly #metrics: CellTexts<K6Metric>;
  readonly #moments: K6Moments;
  readonly #repeated = new K6RepeatedLine();
  readonly #tags: K6JsonTags;

  constructor(decode: Decode, sink: RequestSink) {
    this.#decode = decode;
    this.#joining = joiningInto(sink);
    this.#metrics = new CellTexts(decode, k6Metric);
    this.#moments = new K6Moments(decode);
    this.#tags = new K6JsonTags(decode);
  }

  /** Returns where the next line begins, or -1 if this one does not repeat the line before. */
  readRepeated(bytes: Uint8Array, from: number, line: number): number {
    return this.#repeated.readInto(this.#joining, bytes, from, line);
  }

  readLine(bytes: Uint8Array, from: number, to: number, line: number): void {
    if (this.#readQuickly(bytes, from, to, line)) return;
    const sample = k6JsonSample(this.#decode(bytes.subarray(from, to)), line, 'line');
    if (sample !== null) this.#joining.add(sample);
  }

  /** Must be called with what follows the last line end. @throws UserError import_invalid */
  finish(left: Uint8Array, line: number): void {
    const last = lastK6Json(this.#decode(left), line);
    if (typeof last === 'number') this.#joining.cut(last);
    else if (last !== null) this.#joining.add(last);
    this.#joining.finish();
  }

  /** Returns false if the line has to be parsed. */
  #readQuickly(bytes: Uint8Array, from: number, to: number, line: number): boolean {
    if (!isFollowedBy(bytes, from, BEFORE_METRIC)) return false;
    const metricFrom = from + BEFORE_METRIC.length;
    const metricTo = placeOf(QUOTE, bytes, metricFrom, to);
    if (!isFollowedBy(bytes, metricTo, BEFORE_TIME)) return false;
    const metric = this.#metrics.of(bytes, metricFrom, metricTo).value;
    if (metric.kind === 'other') return true;
    const timeFrom = metricTo + BEFORE_TIME.length;
    const timeTo = placeOf(QUOTE, bytes, timeFrom, to);
    if (!isFollowedBy(bytes, timeTo, BEFORE_VALUE)) return false;
    const valueFrom = timeTo + BEFORE_VALUE.length;
    const valueTo = placeOf(COMMA, bytes, valueFrom, to);
    const value = cellNumber(bytes, valueFrom, valueTo, false);
    const texts = this.#tags.of(bytes, valueTo, to);
    if (!Number.isFinite(value) || texts === null) return false;
    const at = this.#moments.of(bytes, timeFrom, timeTo, line);
    if (metric.kind === 'first') this.#joining.begin(at, line, texts);
    else if (metric.kind === 'value') this.#joining.set(metric.place, value, line);
    else return true;
    const places = { lineAt: from, metricAt: metricFrom, metricTo, valueAt: valueFrom, valueTo, next: to + 1 };
    this.#repeated.note(bytes, places, metric.kind === 'first' ? -1 : metric.place);
    return true;
  }
}

/** `to` if there is none. */
function placeOf(byte: number, bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== byte) at += 1;
  return at;
}

function isFollowedBy(bytes: Uint8Array, from: number, text: Uint8Array): boolean {
  for (let at = 0; at < text.length; at += 1) if (bytes[from + at] !== text[at]) return false;
  return true;
}
