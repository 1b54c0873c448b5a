// Splits a run into the units that a resample draws: single requests if there are few, otherwise equal spans of time. Requests of
// one run are correlated (they share queues, caches and a drifting server), so drawing single requests of a long run would claim
// too much precision; spans keep neighbours together (batch means, Law & Kelton).
import { sketchOfEach, SketchBuilder, type Sketch } from './sketch.ts';

/** The usual number of batches: with more they would be too short to be independent, with fewer the spread would be unknown. */
export const SPANS = 20;
/** Below this a span would contain fewer than five requests. */
export const SPANS_FROM_REQUESTS = 100;

export interface Units {
  readonly unit: 'request' | 'span';
  readonly count: number;
  /** For each unit: how many requests completed, how many of them failed, and the sums of their times in ms. */
  readonly requests: Float64Array;
  readonly failed: Float64Array;
  readonly service: Float64Array;
  readonly response: Float64Array;
  readonly serviceTimes: Sketch;
  readonly responseTimes: Sketch;
  /** The length of a span in ms; 0 if the units are requests. */
  readonly spanMs: number;
  /** Set if all requests were due at the same moment; see `queue.ts`. */
  readonly queue: QueueUnits | null;
}

/** When within its span each request ended: `ended[span * QUEUE_PARTS + part]` counts those up to the end of that part. */
export interface QueueUnits {
  readonly ended: Uint32Array;
  /** The sum of (end - beginning of the span), in ms. */
  readonly offsets: Float64Array;
  /** From the moment at which all were due to the beginning of the first span, in ms. */
  readonly startMs: number;
}
export const QUEUE_PARTS = 64;

/** A completed request. Times are in ms since the run's start. */
export interface Request {
  readonly dueAt: number;
  readonly sentAt: number;
  readonly endedAt: number;
  readonly isFailed: boolean;
}

export function unitsOfEach(requests: readonly Request[]): Units {
  const count = requests.length;
  return {
    unit: 'request',
    count,
    requests: new Float64Array(count).fill(1),
    failed: Float64Array.from(requests, (request) => Number(request.isFailed)),
    service: Float64Array.from(requests, serviceOf),
    response: Float64Array.from(requests, responseOf),
    serviceTimes: sketchOfEach(requests.map(serviceOf)),
    responseTimes: sketchOfEach(requests.map(responseOf)),
    spanMs: 0,
    queue: null,
  };
}

export class SpanUnits {
  readonly #from: number;
  readonly #spanMs: number;
  readonly #requests = new Float64Array(SPANS);
  readonly #failed = new Float64Array(SPANS);
  readonly #service = new Float64Array(SPANS);
  readonly #response = new Float64Array(SPANS);
  readonly #serviceTimes = new SketchBuilder(SPANS);
  readonly #responseTimes = new SketchBuilder(SPANS);
  readonly #ended = new Uint32Array(SPANS * QUEUE_PARTS);
  readonly #offsets = new Float64Array(SPANS);
  #firstDueAt = Infinity;
  #lastDueAt = -Infinity;

  /** `from` and `to` are the measured time, in ms since the run's start. */
  constructor(from: number, to: number) {
    this.#from = from;
    this.#spanMs = Math.max(1e-3, (to - from) / SPANS);
  }

  add(request: Request): void {
    const { dueAt, endedAt } = request;
    const offset = endedAt - this.#from;
    const span = Math.min(SPANS - 1, Math.max(0, Math.floor(offset / this.#spanMs)));
    count(this.#requests, span, 1);
    if (request.isFailed) count(this.#failed, span, 1);
    count(this.#service, span, serviceOf(request));
    count(this.#response, span, responseOf(request));
    this.#serviceTimes.add(span, serviceOf(request));
    this.#responseTimes.add(span, responseOf(request));
    const within = offset - span * this.#spanMs;
    const part = Math.min(QUEUE_PARTS - 1, Math.max(0, Math.floor((within / this.#spanMs) * QUEUE_PARTS)));
    this.#ended[span * QUEUE_PARTS + part] = (this.#ended[span * QUEUE_PARTS + part] ?? 0) + 1;
    count(this.#offsets, span, within);
    if (dueAt < this.#firstDueAt) this.#firstDueAt = dueAt;
    if (dueAt > this.#lastDueAt) this.#lastDueAt = dueAt;
  }

  toUnits(): Units {
    const wereDueTogether = this.#lastDueAt - this.#firstDueAt < 1e-3;
    return {
      unit: 'span',
      count: SPANS,
      requests: this.#requests,
      failed: this.#failed,
      service: this.#service,
      response: this.#response,
      serviceTimes: this.#serviceTimes.toSketch(),
      responseTimes: this.#responseTimes.toSketch(),
      spanMs: this.#spanMs,
      queue: wereDueTogether ? this.#queue() : null,
    };
  }

  #queue(): QueueUnits {
    const ended = this.#ended.slice();
    for (let at = 0; at < ended.length; at += 1) {
      if (at % QUEUE_PARTS !== 0) ended[at] = (ended[at] ?? 0) + (ended[at - 1] ?? 0);
    }
    return { ended, offsets: this.#offsets, startMs: this.#from - this.#firstDueAt };
  }
}

function serviceOf({ sentAt, endedAt }: Request): number {
  return endedAt - sentAt;
}

function responseOf({ dueAt, endedAt }: Request): number {
  return endedAt - dueAt;
}

function count(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value;
}
