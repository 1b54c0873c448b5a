// Pass or fail on an aggregate of a run: "p(99) < 250", "avg{service_time} <= 80", "error_rate < 0.01".
import type { TimeStats } from './summary.ts';

const TIME_MEASURES = ['service_time', 'response_time'] as const;
export type TimeMeasure = (typeof TIME_MEASURES)[number];
export type TimeFigure = { readonly kind: 'percentile'; readonly percent: number } | { readonly kind: 'avg' | 'min' | 'max' };

export type Subject =
  | { readonly kind: 'time'; readonly figure: TimeFigure; readonly measure: TimeMeasure | 'headline' }
  | { readonly kind: 'error_rate' }
  | { readonly kind: 'throughput' }
  | { readonly kind: 'dropped' };

const COMPARISONS = ['<', '<=', '>', '>=', '=='] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface Threshold {
  readonly expression: string;
  readonly subject: Subject;
  readonly comparison: Comparison;
  /** ms for times, a share 0..1 for error_rate, requests per second for throughput, a count for dropped. */
  readonly limit: number;
}

export interface Verdict {
  readonly expression: string;
  /** null while nothing has been measured that the expression could be held against. */
  readonly actual: number | null;
  readonly passed: boolean;
}

export type ParsedThreshold =
  | { readonly ok: true; readonly threshold: Threshold }
  | { readonly ok: false; readonly column: number; readonly message: string };

/** What a threshold is held against. */
export interface ThresholdFigures {
  readonly headline: TimeMeasure;
  readonly time: (measure: TimeMeasure) => TimeSource;
  readonly ended: number;
  /** Failed share of the requests that ended, 0..1. */
  readonly errorRate: number;
  readonly throughput: number;
  readonly dropped: number;
}

export interface TimeSource extends Pick<TimeStats, 'min' | 'mean' | 'max'> {
  readonly percentile: (percent: number) => number;
}

const SUBJECTS = 'p(95), avg, min, max, med, error_rate, throughput or dropped';

/** Columns count from 1; the message names what would do instead. */
export function parseThreshold(expression: string): ParsedThreshold {
  const reader = new Reader(expression);
  const subject = readSubject(reader);
  if (typeof subject === 'string') return refuse(reader, subject);
  const sign = reader.take(/^(<=|>=|==|<|>)/);
  const comparison = COMPARISONS.find((known) => known === sign);
  if (comparison === undefined) return refuse(reader, 'write <, <=, >, >= or == here.');
  const limit = reader.take(/^\d+(\.\d+)?/);
  if (limit === null) return refuse(reader, 'write a number here, such as 250 (times are in ms).');
  if (!reader.atEnd) return refuse(reader, 'nothing may follow the number; times are in ms without a unit.');
  return { ok: true, threshold: { expression, subject, comparison, limit: Number(limit) } };
}

export function judge(threshold: Threshold, figures: ThresholdFigures): Verdict {
  const actual = measure(threshold.subject, figures);
  const { expression, comparison, limit } = threshold;
  return { expression, actual, passed: actual !== null && compare(actual, comparison, limit) };
}

class Reader {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#skipSpace();
  }

  get atEnd(): boolean {
    return this.at === this.#text.length;
  }

  take(pattern: RegExp): string | null {
    const found = pattern.exec(this.#text.slice(this.at))?.[0];
    if (found === undefined) return null;
    this.at += found.length;
    this.#skipSpace();
    return found;
  }

  #skipSpace(): void {
    while (this.#text[this.at] === ' ') this.at += 1;
  }
}

/** The subject, or what is wrong at the reader's place. */
function readSubject(reader: Reader): Subject | string {
  const start = reader.at;
  const word = reader.take(/^[a-z_]+/);
  if (word === 'error_rate' || word === 'throughput' || word === 'dropped') return { kind: word };
  const figure = readFigure(reader, word);
  if (figure === null) {
    reader.at = start;
    return `write ${SUBJECTS} here.`;
  }
  if (typeof figure === 'string') return figure;
  const measure = readMeasure(reader);
  return measure === null ? 'write {service_time} or {response_time} here.' : { kind: 'time', figure, measure };
}

function readFigure(reader: Reader, word: string | null): TimeFigure | string | null {
  if (word === 'avg' || word === 'min' || word === 'max') return { kind: word };
  if (word === 'med') return { kind: 'percentile', percent: 50 };
  if (word !== 'p') return null;
  if (reader.take(/^\(/) === null) return 'write a percentile in brackets here, such as p(95).';
  const at = reader.at;
  const percent = Number(reader.take(/^\d+(\.\d+)?/) ?? Number.NaN);
  if (!(percent > 0 && percent <= 100)) {
    reader.at = at;
    return 'write a percentile above 0 and up to 100 here.';
  }
  return reader.take(/^\)/) === null ? 'close the bracket here.' : { kind: 'percentile', percent };
}

function readMeasure(reader: Reader): TimeMeasure | 'headline' | null {
  if (reader.take(/^\{/) === null) return 'headline';
  const word = reader.take(/^(service_time|response_time)/);
  const measure = TIME_MEASURES.find((known) => known === word);
  return measure === undefined || reader.take(/^\}/) === null ? null : measure;
}

function refuse(reader: Reader, message: string): ParsedThreshold {
  return { ok: false, column: reader.at + 1, message: `Column ${reader.at + 1}: ${message}` };
}

function measure(subject: Subject, figures: ThresholdFigures): number | null {
  if (subject.kind === 'dropped') return figures.dropped;
  if (figures.ended === 0) return null;
  if (subject.kind !== 'time') return subject.kind === 'error_rate' ? figures.errorRate : figures.throughput;
  const source = figures.time(subject.measure === 'headline' ? figures.headline : subject.measure);
  const { figure } = subject;
  if (figure.kind === 'percentile') return source.percentile(figure.percent);
  return figure.kind === 'avg' ? source.mean : source[figure.kind];
}

function compare(actual: number, comparison: Comparison, limit: number): boolean {
  switch (comparison) {
    case '<':
      return actual < limit;
    case '<=':
      return actual <= limit;
    case '>':
      return actual > limit;
    case '>=':
      return actual >= limit;
    case '==':
      return actual === limit;
  }
}
