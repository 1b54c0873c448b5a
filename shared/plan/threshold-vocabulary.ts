// The words of a threshold: what can be measured, the comparisons, and what to suggest while one is typed.
import { PHASES } from '../phase.ts';
import type { Comparator, Subject } from './threshold.ts';

type Words<T> = readonly (readonly [pattern: RegExp, meaning: T])[];
type TimeSubject = Extract<Subject, { kind: 'time' }>;

export const SUBJECT_HINT = 'p95, mean, median, min, max, errors, success, throughput, dropped or checks';

const timeOf = (figure: TimeSubject['figure']): Subject => ({ kind: 'time', figure, measure: 'headline' });

/** Percentiles are parsed separately, because they contain a number. */
export const SUBJECT_WORDS: Words<Subject> = [
  [/^(?:median|med)(?![a-z0-9])/i, timeOf({ kind: 'percentile', percent: 50 })],
  [/^(?:average|avg|mean)(?![a-z0-9])/i, timeOf({ kind: 'avg' })],
  [/^(?:minimum|min|fastest)(?![a-z0-9])/i, timeOf({ kind: 'min' })],
  [/^(?:maximum|max|slowest)(?![a-z0-9])/i, timeOf({ kind: 'max' })],
  [
    /^(?:errors?|err|failures?|failed|fails?|http_req_failed)(?:\s*%|[ _-](?:rate|ratio|share|percentage|percent|requests)|\b)(?!\w)/i,
    { kind: 'error_rate' },
  ],
  [
    /^(?:success(?:es)?|succeeded|successful|availability|uptime)(?:\s*%|[ _-](?:rate|ratio|share|percentage|percent|requests)|\b)(?!\w)/i,
    { kind: 'success' },
  ],
  [/^(?:throughput|rps|qps|tps|http_reqs|requests?(?: ?\/ ?| per | a )s(?:ec(?:ond)?)?|reqs? ?\/ ?s)\b/i, { kind: 'throughput' }],
  [/^dropped(?:[ _]iterations)?\b/i, { kind: 'dropped' }],
  [/^checks\b/i, { kind: 'checks', check: null }],
];

/** Words that may follow the figure of a time. */
export const MEASURE_WORDS: Words<TimeSubject['measure']> = [
  [/^(?:of )?service[ _]time\b/i, 'service_time'],
  [/^(?:of )?response[ _]time\b/i, 'response_time'],
  [/^(?:of )?journey(?:[ _](?:time|duration))?\b/i, 'journey_time'],
  [/^(?:ttfb|time to first byte)\b/i, 'waiting'],
  [/^(?:of )?(?:latency|duration|time)\b/i, 'headline'],
  ...PHASES.map((phase) => [new RegExp(`^(?:of )?${phase.replace('_', '[ _]')}(?:[ _]time)?\\b`, 'i'), phase] as const),
];

/** A longer sign precedes the shorter one that it begins with. */
export const COMPARISON_WORDS: Words<Comparator> = [
  [
    /^(?:<=|=<|≤|⩽|(?:lte|at most|up to|within|max(?:imum)?|(?:not|never) exceed|(?:no|not|never) (?:more|greater|higher|longer|over|above)(?: than)?)\b)/i,
    '<=',
  ],
  [/^(?:>=|=>|≥|⩾|(?:gte|at least|min(?:imum)?|(?:no|not|never) (?:less|lower|fewer|under|below)(?: than)?)\b)/i, '>='],
  [/^(?:[<＜]|(?:lt|(?:less|lower|fewer|faster|shorter|smaller) than|under|below)\b)/i, '<'],
  [/^(?:[>＞]|(?:gt|exceeds?|(?:more|greater|higher|larger) than|over|above)\b)/i, '>'],
  [/^(?:={1,3}|equals?(?: to)?\b)/i, '=='],
];

/** k6's built-in metrics that Onrush has too. k6's duration does not include the wait for a free user. */
export const K6_METRICS: Readonly<Record<string, Subject>> = {
  http_req_duration: { ...timeFigure('service_time') },
  http_req_blocked: { ...timeFigure('blocked') },
  http_req_connecting: { ...timeFigure('connecting') },
  http_req_tls_handshaking: { ...timeFigure('tls_handshaking') },
  http_req_sending: { ...timeFigure('sending') },
  http_req_waiting: { ...timeFigure('waiting') },
  http_req_receiving: { ...timeFigure('receiving') },
  http_req_failed: { kind: 'error_rate' },
  http_reqs: { kind: 'throughput' },
  dropped_iterations: { kind: 'dropped' },
  checks: { kind: 'checks', check: null },
};

function timeFigure(measure: TimeSubject['measure']): TimeSubject {
  return { kind: 'time', figure: { kind: 'avg' }, measure };
}

export interface ThresholdWord {
  /** The text to type. */
  readonly word: string;
  readonly meaning: string;
  readonly example: string;
}

/** For completion in the editor and for Help. */
export const THRESHOLD_WORDS: readonly ThresholdWord[] = [
  {
    word: 'p95',
    meaning: 'the time that 95 % of the requests stay within; any percentile, such as p99.9',
    example: 'p95 < 200ms',
  },
  { word: 'median', meaning: 'half of the requests are faster; the same as p50', example: 'median < 100ms' },
  { word: 'mean', meaning: 'the mean time; avg is the same', example: 'mean < 120ms' },
  { word: 'min', meaning: 'the fastest request', example: 'min < 50ms' },
  { word: 'max', meaning: 'the slowest request', example: 'max < 1s' },
  { word: 'errors', meaning: 'the share of failed requests; failed and error_rate are the same', example: 'errors < 1%' },
  {
    word: 'success',
    meaning: 'the share of requests that did not fail; availability is the same',
    example: 'success > 99.9%',
  },
  { word: 'throughput', meaning: 'completed requests a second; rps is the same', example: 'throughput > 100/s' },
  { word: 'dropped', meaning: 'arrivals that found no free virtual user and were dropped', example: 'dropped == 0' },
  { word: 'checks', meaning: 'the share of checks that passed; checks{name} for one of them', example: 'checks > 99%' },
  { word: '{step: "…"}', meaning: 'only the requests of one step', example: 'p95{step: "login"} < 300ms' },
  { word: '{scenario: "…"}', meaning: 'only the requests of one scenario', example: 'errors{scenario: "buy"} < 1%' },
  {
    word: '{journey: "…"}',
    meaning: 'the time of completed journeys of a scenario, pauses left out; {journey} for those of all',
    example: 'p95{journey: "buy"} < 3s',
  },
  { word: '{waiting}', meaning: 'one phase of a request, service_time or response_time', example: 'p95{waiting} < 150ms' },
];
