// The text of a threshold as people write it: "p95 < 200ms", `p(95){step: "login"} < 300`, "errors < 1%", "rps > 100", and
// k6's "http_req_duration: p(95)<300". Its words stand in `threshold-vocabulary.ts`.
import { PHASES } from '../phase.ts';
import { TIME_MEASURES, type Comparison, type Scope, type Subject, type Threshold, type TimeFigure } from './threshold.ts';
import { COMPARISON_WORDS, K6_METRICS, MEASURE_WORDS, SUBJECT_HINT, SUBJECT_WORDS } from './threshold-vocabulary.ts';

export type ParsedThreshold =
  | { readonly ok: true; readonly threshold: Threshold; readonly columns: ScopeColumns }
  | { readonly ok: false; readonly column: number; readonly message: string };

/** Where the names of the scope stand, from 1; null where there are none. */
export interface ScopeColumns {
  readonly scenario: number | null;
  readonly step: number | null;
}

const MEASURES = [...TIME_MEASURES, 'journey_time', ...PHASES] as const;

/** Columns count from 1; the message names what would do instead. */
export function parseThreshold(expression: string): ParsedThreshold {
  const reader = new Reader(expression);
  try {
    const subject = withCheck(reader, readSubject(reader));
    const { measure, scope, columns } = readBraces(reader, subject);
    const comparison = readComparison(reader);
    const limit = readLimit(reader, subject);
    if (reader.endsList) reader.take(/^['"]?\s*\]?/);
    if (!reader.atEnd) reader.refuse(`nothing may follow the limit; write another threshold for another figure.`);
    const measured: Subject = subject.kind === 'time' && measure !== null ? { ...subject, measure } : subject;
    return { ok: true, threshold: { expression, subject: measured, scope, comparison, limit }, columns };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, column: error.column, message: error.message };
  }
}

/** Speaks of every request, not of one step or scenario. */
export function isOfAll({ scope }: Threshold): boolean {
  return scope.scenario === null && scope.step === null;
}

class Refusal extends Error {
  readonly column: number;

  constructor(column: number, message: string) {
    super(`Column ${column}: ${message}`);
    this.column = column;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;
  #isReopened = false;
  /** k6 writes its expressions as texts in a list. */
  endsList = false;

  constructor(text: string) {
    this.#text = text;
    this.#skipSpace();
  }

  get atEnd(): boolean {
    return this.#at === this.#text.length;
  }

  /** From 1. */
  get column(): number {
    return this.#at + 1;
  }

  get rest(): string {
    return this.#text.slice(this.#at);
  }

  says(word: string): boolean {
    return this.#text.includes(word);
  }

  skip(text: string): void {
    this.#at += text.length;
    this.#skipSpace();
  }

  /** The braces go on: what follows is read as if they began here. */
  reopen(): void {
    this.#isReopened = true;
  }

  takesBrace(): boolean {
    const isOpen = this.#isReopened || this.take(/^\{/) !== null;
    this.#isReopened = false;
    return isOpen;
  }

  take(pattern: RegExp): string | null {
    const found = pattern.exec(this.#text.slice(this.#at))?.[0];
    if (found === undefined) return null;
    this.#at += found.length;
    this.#skipSpace();
    return found;
  }

  match(pattern: RegExp, otherwise: string): string {
    return this.take(pattern) ?? this.refuse(otherwise);
  }

  refuse(message: string, column = this.column): never {
    throw new Refusal(column, message);
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }
}

/** What stands behind the name of a check, or in its place: of which step or scenario. */
const SCOPE = String.raw`(?:scenario|step)\s*:\s*"`;
const CHECK_NAME = new RegExp(String.raw`^\{\s*("(?:[^"\\]|\\.)*"|[^{}]+?)\s*(\}|,\s*(?=${SCOPE}))`);
const ONLY_SCOPE = new RegExp(String.raw`^\{\s*${SCOPE}`);

/** `checks{status 200}`: the checks of one name; `checks{status 200, step: "cart"}`: of one step. */
function withCheck(reader: Reader, subject: Subject): Subject {
  if (subject.kind !== 'checks' || !reader.rest.startsWith('{') || ONLY_SCOPE.test(reader.rest)) return subject;
  const [all = '', name = '', end = ''] =
    CHECK_NAME.exec(reader.rest) ?? reader.refuse('write the name of a check in braces here, such as checks{status 200}.');
  reader.skip(all);
  if (end !== '}') reader.reopen();
  const isQuoted = name.startsWith('"');
  return { kind: 'checks', check: isQuoted ? name.slice(1, -1).replaceAll(/\\(.)/g, '$1') : name };
}

function readSubject(reader: Reader): Subject {
  const { column } = reader;
  const metric = /^"?(\w+)"?\s*:\s*(\[?\s*['"]?)/.exec(reader.rest);
  if (metric !== null) return readK6(reader, metric);
  const before = readMeasureWord(reader);
  const subject = readFigure(reader) ?? reader.refuse(`write ${SUBJECT_HINT} here.`, column);
  const measure = readMeasureWord(reader) ?? before;
  return subject.kind === 'time' && measure !== null ? { ...subject, measure } : subject;
}

/** "http_req_duration: p(95)<300", as one line of k6's options. */
function readK6(reader: Reader, [whole, name = '', list = '']: RegExpExecArray): Subject {
  const { column } = reader;
  const metric = K6_METRICS[name] ?? reader.refuse(`write ${SUBJECT_HINT} here; "${name}" is not a metric Onrush has.`);
  reader.skip(whole);
  reader.endsList = list !== '';
  if (metric.kind === 'time') {
    const figure = readFigure(reader);
    return figure?.kind === 'time'
      ? { ...figure, measure: metric.measure }
      : reader.refuse('write p(95), avg, min, max or med here.');
  }
  const aggregate = metric.kind === 'dropped' ? 'count' : 'rate';
  if (reader.take(/^\w+/)?.toLowerCase() !== aggregate)
    reader.refuse(`write ${aggregate} here, as in "${name}: ${aggregate}<1".`, column + whole.length);
  return metric;
}

/** What a figure is of, in plain words beside it: "p95 service time", "latency p95". */
function readMeasureWord(reader: Reader): TimeSubject['measure'] | null {
  const found = MEASURE_WORDS.find(([pattern]) => pattern.test(reader.rest));
  if (found === undefined) return null;
  reader.take(found[0]);
  return found[1];
}

function readFigure(reader: Reader): Subject | null {
  if (/^p\s*\(/i.test(reader.rest)) {
    reader.take(/^p/i);
    return timeSubject({ kind: 'percentile', percent: readPercent(reader) });
  }
  const { column } = reader;
  const percent = /^(?:p\s*(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)(?:st|nd|rd|th) percentile)(?![\w.])/i.exec(reader.rest);
  if (percent !== null) {
    reader.skip(percent[0]);
    return timeSubject({ kind: 'percentile', percent: checkPercent(reader, Number(percent[1] ?? percent[2]), column) });
  }
  const found = SUBJECT_WORDS.find(([pattern]) => pattern.test(reader.rest));
  if (found !== undefined) reader.take(found[0]);
  else if (/^p\b/i.test(reader.rest)) reader.refuse('write a percentile behind p, such as p95.', column + 1);
  return found?.[1] ?? null;
}

function readComparison(reader: Reader): Comparison {
  const found = COMPARISON_WORDS.find(([pattern]) => pattern.test(reader.rest));
  if (found === undefined) return reader.refuse('write <, <=, >, >= or == here.');
  reader.take(found[0]);
  return found[1];
}

const TIME_UNITS: Readonly<Record<string, number>> = { us: 0.001, µs: 0.001, ms: 1, s: 1000, sec: 1000, m: 60_000, min: 60_000 };

/** In the unit of the figure: ms, a share, requests per second or a count. */
function readLimit(reader: Reader, { kind }: Subject): number {
  const { column } = reader;
  const hint = { time: '250ms', error_rate: '1%', throughput: '100/s', dropped: '0', checks: '99%' }[kind];
  const number = reader.match(/^\d+(\.\d+)?/, `write a number here, such as ${hint}.`);
  if (kind === 'time')
    return scaled(number, TIME_UNITS[reader.take(/^(?:us|µs|ms|sec|s|min|m)(?![a-z])/i)?.toLowerCase() ?? 'ms'] ?? 1);
  if (kind === 'throughput') {
    const unit = reader.take(
      /^(?:(?:requests?|reqs?|rps|qps|tps)?\s*(?:\/|per|a)\s*(?:seconds?|sec|s|minutes?|min|m)|rps|qps|tps)(?![a-z])/i,
    );
    return /(?:m|min|minutes?)$/i.test(unit ?? '') ? Number(number) / 60 : Number(number);
  }
  if (kind === 'dropped') return Number(number);
  if (reader.take(/^(?:%|percent\b)/i) !== null) return scaled(number, 0.01);
  // Older plans may hold error_rate against any number.
  if (Number(number) >= 1 && !reader.says('error_rate'))
    reader.refuse(`write a share here, such as ${number}% or ${scaled(number, 0.01)}.`, column);
  return Number(number);
}

/** Without the binary noise of a product: 0.3 % is 0.003. */
function scaled(number: string, factor: number): number {
  return Number((Number(number) * factor).toPrecision(12));
}

type TimeSubject = Extract<Subject, { kind: 'time' }>;

function timeSubject(figure: TimeFigure): Subject {
  return { kind: 'time', figure, measure: 'headline' };
}

function readPercent(reader: Reader): number {
  reader.match(/^\(/, 'write a percentile in brackets here, such as p(95).');
  const { column } = reader;
  const percent = checkPercent(reader, Number(reader.take(/^\d+(\.\d+)?/) ?? Number.NaN), column);
  reader.match(/^\)/, 'close the bracket here.');
  return percent;
}

function checkPercent(reader: Reader, percent: number, column: number): number {
  return percent > 0 && percent <= 100 ? percent : reader.refuse('write a percentile above 0 and up to 100 here.', column);
}

interface Braces {
  readonly measure: (typeof MEASURES)[number] | null;
  readonly scope: Scope;
  readonly columns: ScopeColumns;
}

/** `{service_time, step: "login"}`: what is measured, and of which requests. */
function readBraces(reader: Reader, subject: Subject): Braces {
  let measure: Braces['measure'] = null;
  const scope: { scenario: string | null; step: string | null } = { scenario: null, step: null };
  const columns: { scenario: number | null; step: number | null } = { scenario: null, step: null };
  if (!reader.takesBrace()) return { measure, scope, columns };
  if (subject.kind === 'dropped') reader.refuse('dropped is of the whole run; remove the braces.', reader.column - 1);
  do {
    const { column } = reader;
    const word = reader.take(/^[a-z_]+/i);
    if (word === 'journey' && subject.kind === 'time') {
      measure = 'journey_time';
      if (!reader.rest.startsWith(':')) continue;
      columns.scenario = column;
      scope.scenario = readName(reader);
      continue;
    }
    if (word === 'scenario' || word === 'step') {
      columns[word] = column;
      scope[word] = readName(reader);
      continue;
    }
    const named = MEASURES.find((known) => known === word);
    if (named === undefined || subject.kind !== 'time') return reader.refuse(bracesHint(subject), column);
    measure = named;
  } while (reader.take(/^,/) !== null);
  reader.match(/^\}/, 'close the brace here.');
  if (measure === 'journey_time' && scope.step !== null)
    reader.refuse('a journey is of all steps of its scenario; leave the step out.', columns.step ?? reader.column);
  return { measure, scope, columns };
}

function bracesHint(subject: Subject): string {
  const names = 'step: "NAME" or scenario: "NAME"';
  return subject.kind === 'time' ? `write ${MEASURES.join(', ')}, ${names} here.` : `write ${names} here.`;
}

function readName(reader: Reader): string {
  reader.match(/^:/, 'write a colon and a name in quotes here.');
  return reader.match(/^"[^"]*"/, 'write a name in double quotes here.').slice(1, -1);
}
