// Turns one record of a file into a request, in the terms of a sample. It knows neither the plan nor the store.
import { HEALTH_LABEL, type HealthVerdict } from '../../shared/health.ts';
import { OUTCOME_LABEL, OUTCOMES, type Outcome } from '../../shared/outcome.ts';
import { PARTS, type Part } from '../../shared/plan/sent-steps.ts';
import { PROTOCOLS, type SampleError } from '../../shared/sample.ts';
import type { CsvRecord } from './csv-record.ts';
import { faultAt, type RequestColumns } from './request-columns.ts';

/** Times are in ms since the run's start; NaN if unknown. */
export interface ResultRequest {
  /** Whole epoch ms. */
  readonly startedAt: number;
  readonly group: string;
  readonly groupNumber: number | null;
  readonly thread: string;
  readonly label: string;
  readonly method: string;
  readonly url: string;
  /** From 0; null if the file does not say. */
  readonly vu: number | null;
  readonly iteration: number | null;
  readonly dueAt: number;
  readonly sentAt: number;
  readonly firstByteAt: number;
  readonly endedAt: number;
  readonly blocked: number;
  readonly dns: number;
  readonly connecting: number;
  readonly tlsHandshaking: number;
  readonly sending: number;
  readonly isReused: boolean;
  readonly protocol: number;
  readonly remote: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly status: number;
  readonly outcome: Outcome;
  readonly error: SampleError | null;
  readonly isWarmup: boolean;
  /** How many requests the row stands for: more than one only if JMeter summed them up. */
  readonly samples: number;
  /** `sum` is a row that sums up others. `part` means that the file itself says that it lies within another one. */
  readonly kind: 'request' | 'part' | 'sum';
  readonly generator: HealthVerdict | null;
  /** Which part of the plan sent it. */
  readonly part: Part;
  /** "7", or with several data files "users 7, items 3"; empty if there is none. */
  readonly dataRow: string;
  /** The load generator that sent it, if a file has the requests of several; otherwise empty. */
  readonly sender: string;
  /** The Onrush run that it belongs to, and its number in that run; empty and 0 if it belongs to none. */
  readonly runId: string;
  readonly seq: number;
  /** Its index among the steps of the run's own plan; null if the file has no plan. */
  readonly step: number | null;
}

/** The times of a JTL count from `origin`, in epoch ms. @throws UserError import_invalid */
export function resultRequest(columns: RequestColumns, record: CsvRecord, origin: number): ResultRequest {
  const thread = words(columns.text(record, 'threadName'));
  const [, group = thread || 'default', number] = /^(.*) (\d+)-\d+$/.exec(thread) ?? [];
  // A spreadsheet may have turned the status into 200.0.
  const status = Number(/^([1-9]\d{2})(?:[.,]0+)?(?: .*)?$/.exec(columns.text(record, 'responseCode').trim())?.[1] ?? 0);
  const shared = {
    startedAt: columns.startedAt(record),
    group,
    groupNumber: number === undefined ? null : Number(number),
    thread,
    label: words(columns.text(record, 'label')),
    method: columns.text(record, 'method') || 'GET',
    url: words(columns.text(record, 'URL')),
    bytesIn: columns.number(record, 'bytes') || 0,
    bytesOut: columns.number(record, 'sentBytes') || 0,
    status,
    sender: words(columns.text(record, 'load_generator') || columns.text(record, 'Hostname')),
    step: null,
  };
  return columns.kind === 'requests'
    ? { ...shared, bytesOut: ownBytesOut(columns, record), ...ownTimes(columns, record), ...ownFacts(columns, record) }
    : { ...shared, ...jtlTimes(columns, record, shared.startedAt - origin), ...jtlFacts(columns, record, status) };
}

type Times = Pick<
  ResultRequest,
  'dueAt' | 'sentAt' | 'firstByteAt' | 'endedAt' | 'blocked' | 'dns' | 'connecting' | 'tlsHandshaking' | 'sending'
>;

/** A request that had a connection has sent something, so 0 means that the number is unknown. */
function ownBytesOut(columns: RequestColumns, record: CsvRecord): number {
  const bytes = columns.number(record, 'sentBytes') || 0;
  return bytes === 0 && !Number.isNaN(columns.number(record, 'blocked_ms')) ? Number.NaN : bytes;
}

function ownTimes(columns: RequestColumns, record: CsvRecord): Times {
  // The steps before the run are sent before time 0.
  const least = partOf(columns, record) === 'before' ? -Infinity : 0;
  const sentAt = columns.needed(record, 'sent_ms', least);
  const endedAt = toMicroseconds(sentAt + columns.needed(record, 'service_time_ms'));
  return {
    dueAt: columns.needed(record, 'due_ms', least),
    sentAt,
    endedAt,
    firstByteAt: toMicroseconds(endedAt - columns.number(record, 'receiving_ms')),
    blocked: columns.number(record, 'blocked_ms'),
    dns: columns.number(record, 'dns_ms'),
    connecting: columns.number(record, 'connecting_ms'),
    tlsHandshaking: columns.number(record, 'tls_handshaking_ms'),
    sending: columns.number(record, 'sending_ms'),
  };
}

type Facts = Pick<
  ResultRequest,
  | 'kind'
  | 'samples'
  | 'vu'
  | 'iteration'
  | 'isReused'
  | 'protocol'
  | 'remote'
  | 'outcome'
  | 'error'
  | 'isWarmup'
  | 'generator'
  | 'part'
  | 'dataRow'
  | 'runId'
  | 'seq'
>;

function ownFacts(columns: RequestColumns, record: CsvRecord): Facts {
  const named = columns.text(record, 'outcome');
  const outcome = OUTCOMES.find((one) => one === named);
  if (outcome === undefined) throw faultAt(record, 'outcome', `“${named.slice(0, 40)}” is not an outcome that Onrush knows`);
  const message = words(columns.text(record, 'failureMessage'));
  const code = words(columns.text(record, 'error_code'));
  const generator = columns.text(record, 'generator');
  const hasSentence = outcome !== 'ok' && !(code === '' && message === OUTCOME_LABEL[outcome]);
  return {
    kind: 'request',
    samples: 1,
    vu: columns.needed(record, 'vu') - 1,
    iteration: columns.needed(record, 'iteration'),
    isReused: columns.text(record, 'conn_reused') === 'true',
    protocol: Math.max(
      0,
      PROTOCOLS.findIndex((one) => one === columns.text(record, 'protocol')),
    ),
    remote: columns.text(record, 'remote_address'),
    outcome,
    error: hasSentence ? { code, message } : null,
    isWarmup: columns.text(record, 'warmup') === 'true',
    generator: isVerdict(generator) ? generator : null,
    part: partOf(columns, record),
    dataRow: columns.text(record, 'data_row'),
    runId: columns.text(record, 'run_id'),
    seq: columns.number(record, 'seq') || 0,
  };
}

/** Older files lack this column. */
function partOf(columns: RequestColumns, record: CsvRecord): Part {
  const named = columns.text(record, 'part');
  return PARTS.find((one) => one === named) ?? 'scenario';
}

/** The values of the column "success" that mean failure. */
const FAILED: ReadonlySet<string> = new Set(['false', '0', 'no', 'n', 'f', 'ko', 'fail', 'failed']);

/** A JTL does not say when a request was due, so it counts as due at the moment at which it was sent. */
function jtlTimes(columns: RequestColumns, record: CsvRecord, startedAt: number): Times {
  const sentAt = toMicroseconds(Math.max(0, startedAt));
  columns.needed(record, 'elapsed');
  const elapsed = columns.duration(record, 'elapsed');
  const latency = columns.duration(record, 'Latency');
  const none = Number.NaN;
  const isK6 = columns.writer === 'k6';
  const phase = (name: string): number => (isK6 ? columns.number(record, name) : none);
  return {
    dueAt: sentAt,
    sentAt,
    endedAt: toMicroseconds(sentAt + elapsed),
    // JMeter writes 0 if no response came.
    firstByteAt: latency > 0 ? toMicroseconds(sentAt + Math.min(latency, elapsed)) : none,
    blocked: phase('blocked_ms'),
    dns: none,
    connecting: isK6 ? columns.number(record, 'connecting_ms') : columns.duration(record, 'Connect') || none,
    tlsHandshaking: phase('tls_handshaking_ms'),
    sending: phase('sending_ms'),
  };
}

function jtlFacts(columns: RequestColumns, record: CsvRecord, status: number): Facts {
  const said = columns.text(record, 'success').trim().toLowerCase();
  const isFine = said !== '' ? !FAILED.has(said) : isFineUnsaid(columns, record, status);
  const code = words(columns.text(record, 'responseCode')).replace(/^Non HTTP response code: /, '');
  const reason = words(columns.text(record, 'failureMessage') || columns.text(record, 'responseMessage'));
  const message = reason.replace(/^Non HTTP response message: /, '');
  const isSum = columns.text(record, 'responseMessage').startsWith('Number of samples in transaction');
  return {
    kind: isSum ? 'sum' : columns.number(record, 'within') > 0 ? 'part' : 'request',
    samples: columns.number(record, 'SampleCount') || 1,
    vu: null,
    iteration: null,
    isReused: false,
    protocol: 0,
    remote: '',
    outcome: isFine ? 'ok' : jtlOutcome(status, code),
    error: isFine ? null : { code, message },
    isWarmup: false,
    generator: null,
    part: 'scenario',
    dataRow: '',
    runId: '',
    seq: 0,
  };
}

/** Locust writes why a request failed; in other files the status decides as far as possible. */
function isFineUnsaid(columns: RequestColumns, record: CsvRecord, status: number): boolean {
  if (!columns.saysFailures) return true;
  if (columns.writer === 'locust') return columns.text(record, 'failureMessage') === '';
  return status > 0 && status < 400;
}

/** k6's error codes (lib/netext/httpext/error_codes.go). */
const K6_FAULTS: readonly { readonly from: number; readonly to: number; readonly outcome: Outcome }[] = [
  { from: 1050, to: 1050, outcome: 'timeout' },
  { from: 1100, to: 1199, outcome: 'dns' },
  { from: 1211, to: 1211, outcome: 'connect_timeout' },
  { from: 1212, to: 1212, outcome: 'connect_refused' },
  { from: 1220, to: 1220, outcome: 'reset' },
  { from: 1300, to: 1399, outcome: 'tls' },
];

function jtlOutcome(status: number, code: string): Outcome {
  if (status >= 500) return 'http_5xx';
  if (status >= 400) return 'http_4xx';
  // The server responded normally, but an assertion failed.
  if (status > 0) return 'check_failed';
  const known = K6_FAULTS.find(({ from, to }) => Number(code) >= from && Number(code) <= to);
  if (known !== undefined) return known.outcome;
  if (/timeout/i.test(code)) return /connect/i.test(code) ? 'connect_timeout' : 'timeout';
  if (/UnknownHost/i.test(code)) return 'dns';
  if (/ConnectException/i.test(code)) return 'connect_refused';
  if (/SSL/i.test(code)) return 'tls';
  if (/NoHttpResponse/i.test(code)) return 'closed';
  return /SocketException/i.test(code) ? 'reset' : 'protocol';
}

function isVerdict(text: string): text is HealthVerdict {
  return Object.hasOwn(HEALTH_LABEL, text);
}

/** Removes the apostrophe that keeps a spreadsheet from executing a cell as a formula. */
function words(text: string): string {
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

function toMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
