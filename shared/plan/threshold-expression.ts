// Parses the text of a threshold: "p95 < 200ms", `p(95){step: "login"} < 300`, "errors < 1%", "rps > 100", and k6's
// "http_req_duration: p(95)<300". Its words are in `threshold-vocabulary.ts`.
import { PHASES } from '../phase.ts';
import {
  TIME_MEASURES,
  type Comparator,
  type ThresholdScope,
  type Subject,
  type Threshold,
  type TimeFigure,
} from './threshold.ts';
import { readLimit } from './threshold-limit.ts';
import { unquotedName, WRITTEN_NAME } from './threshold-name.ts';
import { ThresholdReader, ThresholdRefusal } from './threshold-reader.ts';
import { WHICH_TIME, whyNoComparison, whyNoFigure, whyNotBehind } from './threshold-hints.ts';
import { COMPARISON_WORDS, K6_METRICS, MEASURE_WORDS, SUBJECT_HINT, SUBJECT_WORDS } from './threshold-vocabulary.ts';

export type ParsedThreshold =
  | { readonly ok: true; readonly threshold: Threshold; readonly columns: ScopeColumns }
  | { readonly ok: false; readonly column: number; readonly message: string };

/** The columns of the scope's names, from 1; null if there are none. */
export interface ScopeColumns {
  readonly scenario: number | null;
  readonly step: number | null;
}

const MEASURES = [...TIME_MEASURES, 'journey_time', ...PHASES] as const;

/** Columns count from 1; the message says what would be accepted. */
export function parseThreshold(expression: string): ParsedThreshold {
  const reader = new ThresholdReader(expression);
  try {
    const isQuoted = !K6_METRIC.test(expression) && reader.take(QUOTE) !== null;
    const isNone = reader.take(/^(?:no|zero)\s+(?=[a-z])/i) !== null;
    const subject = withCheck(reader, readSubject(reader));
    const { measure, scope, columns } = readBraces(reader, subject);
    const isNothing = isNone && /^[;,.]?\s*$/.test(reader.rest) && (subject.kind === 'error_rate' || subject.kind === 'dropped');
    if (isNone && !isNothing) reader.refuse('write errors == 0 or dropped == 0 here.', 1);
    const comparison = isNothing ? '==' : readComparison(reader, subject);
    const limit = isNothing ? 0 : readLimit(reader, subject);
    if (isQuoted) reader.take(QUOTE);
    if (reader.endsList) reader.take(/^['"]?\s*\]?/);
    reader.take(/^[;,.]\s*$/);
    if (!reader.atEnd) reader.refuse(whyNotBehind(reader.rest));
    const measured: Subject = subject.kind === 'time' && measure !== null ? { ...subject, measure } : subject;
    return { ok: true, threshold: { expression, subject: measured, scope, comparison, limit }, columns };
  } catch (error) {
    if (!(error instanceof ThresholdRefusal)) throw error;
    return { ok: false, column: error.column, message: error.message };
  }
}

/** True if it covers every request and not one step or scenario. */
export function isOfAll({ scope }: Threshold): boolean {
  return scope.scenario === null && scope.step === null;
}

/** The scope after the name of a check, or in its place. */
const SCOPE = String.raw`(?:scenario|step)\s*:`;
/** In quotes, or as it is: braces in it come in pairs, as in `body contains {{sku}}` and `$.id matches ^\d{3}$`. */
const QUOTED_CHECK = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`;
const WRITTEN_CHECK = String.raw`${QUOTED_CHECK}|(?:[^{}]|\{[^{}]*\}|\{\{[^{}]*\}\})+?`;
const IS_QUOTED = new RegExp(`^(?:${QUOTED_CHECK})$`);
const CHECK_NAME = new RegExp(String.raw`^\{\s*(${WRITTEN_CHECK})\s*(\}|,\s*(?=${SCOPE}))`);
const ONLY_SCOPE = new RegExp(String.raw`^\{\s*${SCOPE}`);

/** `checks{status 200}` covers the checks of one name, `checks{status 200, step: "cart"}` those of one step. */
function withCheck(reader: ThresholdReader, subject: Subject): Subject {
  if (subject.kind !== 'checks' || !reader.rest.startsWith('{') || ONLY_SCOPE.test(reader.rest)) return subject;
  const [all = '', name = '', end = ''] =
    CHECK_NAME.exec(reader.rest) ?? reader.refuse('write the name of a check in braces here, such as checks{status 200}.');
  reader.skip(all);
  if (end !== '}') reader.reopen();
  return { kind: 'checks', check: IS_QUOTED.test(name) ? name.slice(1, -1).replaceAll(/\\(.)/g, '$1') : name };
}

function readSubject(reader: ThresholdReader): Subject {
  const { column } = reader;
  const metric = K6_METRIC.exec(reader.rest);
  if (metric !== null && K6_METRICS[metric[1] ?? ''] !== undefined) return readK6(reader, metric);
  const before = readMeasureWord(reader);
  const why = metric === null ? whyNoFigure(reader.rest) : notAMetric(metric[1] ?? '');
  const subject = readFigure(reader) ?? reader.refuse(before === null ? why : WHICH_TIME, column);
  const measure = readMeasureWord(reader) ?? before;
  return subject.kind === 'time' && measure !== null ? { ...subject, measure } : subject;
}

/** Of k6, with its list or its text; a bare number behind the colon is read as that of any figure. */
const K6_METRIC = /^["']?(\w+)["']?\s*:\s*(\[?\s*['"]?)(?=[a-z])/i;
const QUOTE = /^["'`]/;

function notAMetric(name: string): string {
  return `write ${SUBJECT_HINT} here; "${name}" is not a metric Onrush has.`;
}

/** "http_req_duration: p(95)<300", as on a line of k6's options. */
function readK6(reader: ThresholdReader, [whole, name = '', list = '']: RegExpExecArray): Subject {
  const { column } = reader;
  const metric = K6_METRICS[name] ?? reader.refuse(notAMetric(name));
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
  reader.isRate = true;
  return metric;
}

/** Words beside a figure that say what it measures: "p95 service time", "latency p95". */
function readMeasureWord(reader: ThresholdReader): TimeSubject['measure'] | null {
  reader.take(/^_(?=[a-z])/i);
  const found = MEASURE_WORDS.find(([pattern]) => pattern.test(reader.rest));
  if (found === undefined) return null;
  reader.take(found[0]);
  return found[1];
}

/** p95, 95th percentile, 95 percentile, "95% of requests < 200ms". */
const PERCENTILE =
  /^(?:p\s*(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)(?:(?:st|nd|rd|th)?\s+percentile|(?:st|nd|rd|th)|\s*%(?:\s+of(?:\s+(?:all|the))?\s+requests)?(?=\s*(?:[<>=≤≥]|[a-z]))))(?![a-z0-9.])/i;

function readFigure(reader: ThresholdReader): Subject | null {
  if (/^p\s*\(/i.test(reader.rest)) {
    reader.take(/^p/i);
    return timeSubject({ kind: 'percentile', percent: readPercent(reader) });
  }
  const { column } = reader;
  const percent = PERCENTILE.exec(reader.rest);
  if (percent !== null) {
    reader.skip(percent[0]);
    return timeSubject({ kind: 'percentile', percent: checkPercent(reader, Number(percent[1] ?? percent[2]), column) });
  }
  const found = SUBJECT_WORDS.find(([pattern]) => pattern.test(reader.rest));
  if (found !== undefined) reader.isPercentage = /%|percent/i.test(reader.take(found[0]) ?? '');
  else if (/^p\b/i.test(reader.rest)) reader.refuse('write a percentile behind p, such as p95.', column + 1);
  return found?.[1] ?? null;
}

function readComparison(reader: ThresholdReader, { kind }: Subject): Comparator {
  const hasColon = reader.take(/^:/) !== null;
  reader.take(/^(?:is|(?:must|should|has to) (?:be|stay)|(?:must|should|does|may)(?= (?:not|never) )|stays?)\s+(?=[a-z<>=≤≥])/i);
  const found = COMPARISON_WORDS.find(([pattern]) => pattern.test(reader.rest));
  if (found === undefined) {
    if (hasColon && /^\.?\d/.test(reader.rest)) return isGoodWhenSmall(kind) ? '<=' : '>=';
    return reader.refuse(whyNoComparison(reader.rest, kind));
  }
  reader.take(found[0]);
  return found[1];
}

/** "p95: 200" and "rps: 500", as other tools' files have them, are a most and a least. */
function isGoodWhenSmall(kind: Subject['kind']): boolean {
  return kind === 'time' || kind === 'error_rate' || kind === 'dropped';
}

type TimeSubject = Extract<Subject, { kind: 'time' }>;

function timeSubject(figure: TimeFigure): Subject {
  return { kind: 'time', figure, measure: 'headline' };
}

function readPercent(reader: ThresholdReader): number {
  reader.match(/^\(/, 'write a percentile in brackets here, such as p(95).');
  const { column } = reader;
  const percent = checkPercent(reader, Number(reader.take(/^\d+(\.\d+)?/) ?? Number.NaN), column);
  reader.match(/^\)/, 'close the bracket here.');
  return percent;
}

function checkPercent(reader: ThresholdReader, percent: number, column: number): number {
  return percent > 0 && percent <= 100 ? percent : reader.refuse('write a percentile above 0 and up to 100 here.', column);
}

interface Braces {
  readonly measure: (typeof MEASURES)[number] | null;
  readonly scope: ThresholdScope;
  readonly columns: ScopeColumns;
}

/** `{service_time, step: "login"}`: what is measured, and of which requests. */
function readBraces(reader: ThresholdReader, subject: Subject): Braces {
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

function readName(reader: ThresholdReader): string {
  reader.match(/^:/, 'write a colon and a name in quotes here.');
  return unquotedName(reader.match(WRITTEN_NAME, 'write a name in double quotes here.'));
}
