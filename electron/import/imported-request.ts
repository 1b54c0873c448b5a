// Turns one record of a file into a request, in the terms of a sample. It knows neither the plan nor the store.
import { HEALTH_LABEL, type HealthVerdict } from '../../shared/health.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { PARTS, type Part } from '../../shared/plan/sent-steps.ts';
import { CONNECTION_USE, PROTOCOLS, toMicrosecond, type SampleError } from '../../shared/sample.ts';
import type { CsvRecord } from './csv-record.ts';
import { placeInTime } from './jtl-times.ts';
import { faultAt, type RequestColumns } from './request-columns.ts';
import { jtlEnd, ownEnd, statusNumber, words } from './request-end.ts';

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
  /** Of a JTL, as the file says: how long it took, and how long until its first byte. NaN if the file says the times above. */
  readonly elapsed: number;
  readonly latency: number;
  readonly blocked: number;
  readonly dns: number;
  readonly connecting: number;
  readonly tlsHandshaking: number;
  readonly sending: number;
  /** One of CONNECTION_USE. */
  readonly use: number;
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
  const code = columns.text(record, 'responseCode');
  const shared = {
    startedAt: columns.startedAt(record),
    ...jtlThread(columns.text(record, 'threadName')),
    label: words(columns.text(record, 'label')),
    method: columns.text(record, 'method') || 'GET',
    url: words(columns.text(record, 'URL')),
    bytesIn: columns.number(record, 'bytes') || 0,
    bytesOut: columns.number(record, 'sentBytes') || 0,
    status: statusNumber(code),
    sender: words(columns.text(record, 'load_generator') || columns.text(record, 'Hostname')),
    step: null,
  };
  return columns.kind === 'requests'
    ? { ...shared, bytesOut: ownBytesOut(columns, record), ...ownTimes(columns, record), ...ownFacts(columns, record) }
    : { ...shared, ...jtlTimes(columns, record, shared.startedAt, origin), ...jtlFacts(columns, record) };
}

export function jtlThread(text: string): Pick<ResultRequest, 'thread' | 'group' | 'groupNumber'> {
  const thread = words(text);
  const [, group = thread || 'default', number] = /^(.*) (\d+)-\d+$/.exec(thread) ?? [];
  return { thread, group, groupNumber: number === undefined ? null : Number(number) };
}

type Times = Pick<
  ResultRequest,
  | 'dueAt'
  | 'sentAt'
  | 'firstByteAt'
  | 'endedAt'
  | 'elapsed'
  | 'latency'
  | 'blocked'
  | 'dns'
  | 'connecting'
  | 'tlsHandshaking'
  | 'sending'
>;

/** A request that had a connection has sent something, so 0 means that the number is unknown. */
function ownBytesOut(columns: RequestColumns, record: CsvRecord): number {
  const bytes = columns.number(record, 'sentBytes') || 0;
  return bytes === 0 && !Number.isNaN(columns.number(record, 'blocked_ms')) ? Number.NaN : bytes;
}

function ownTimes(columns: RequestColumns, record: CsvRecord): Times {
  // The steps before the run are sent before time 0.
  const least = partOf(columns.text(record, 'part')) === 'before' ? -Infinity : 0;
  const sentAt = columns.needed(record, 'sent_ms', least);
  const endedAt = toMicrosecond(sentAt + columns.needed(record, 'service_time_ms'));
  return {
    dueAt: columns.needed(record, 'due_ms', least),
    sentAt,
    endedAt,
    firstByteAt: toMicrosecond(endedAt - columns.number(record, 'receiving_ms')),
    elapsed: Number.NaN,
    latency: Number.NaN,
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
  | 'use'
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
  const end = ownEnd({
    responseCode: columns.text(record, 'responseCode'),
    outcome: named,
    failureMessage: columns.text(record, 'failureMessage'),
    error_code: columns.text(record, 'error_code'),
  });
  if (end === null) throw faultAt(record, 'outcome', `“${named.slice(0, 40)}” is not an outcome that Onrush knows`);
  return {
    kind: 'request',
    samples: 1,
    vu: columns.needed(record, 'vu') - 1,
    iteration: columns.needed(record, 'iteration'),
    use: connectionUse(columns.text(record, 'conn_reused'), columns.text(record, 'tls_resumed')),
    protocol: protocolOf(columns.text(record, 'protocol')),
    remote: columns.text(record, 'remote_address'),
    outcome: end.outcome,
    error: end.error,
    isWarmup: columns.text(record, 'warmup') === 'true',
    generator: generatorVerdict(columns.text(record, 'generator')),
    part: partOf(columns.text(record, 'part')),
    dataRow: columns.text(record, 'data_row'),
    runId: columns.text(record, 'run_id'),
    seq: columns.number(record, 'seq') || 0,
  };
}

/** The words of "conn_reused" and "tls_resumed"; older files lack the second one. */
export function connectionUse(reused: string, resumed: string): number {
  if (reused === 'true') return CONNECTION_USE.reused;
  if (resumed === '') return CONNECTION_USE.opened;
  return resumed === 'true' ? CONNECTION_USE.resumed : CONNECTION_USE.secured;
}

export function protocolOf(text: string): number {
  return Math.max(
    0,
    PROTOCOLS.findIndex((one) => one === text),
  );
}

/** Older files lack this column. */
export function partOf(text: string): Part {
  return PARTS.find((one) => one === text) ?? 'scenario';
}

export function generatorVerdict(text: string): HealthVerdict | null {
  return isVerdict(text) ? text : null;
}

function jtlTimes(columns: RequestColumns, record: CsvRecord, startedAt: number, origin: number): Times {
  columns.needed(record, 'elapsed');
  const none = Number.NaN;
  const isK6 = columns.writer === 'k6';
  const phase = (name: string): number => (isK6 ? columns.number(record, name) : none);
  const times = {
    startedAt,
    elapsed: columns.duration(record, 'elapsed'),
    latency: columns.duration(record, 'Latency'),
    dueAt: none,
    sentAt: none,
    firstByteAt: none,
    endedAt: none,
    blocked: phase('blocked_ms'),
    dns: none,
    connecting: isK6 ? columns.number(record, 'connecting_ms') : columns.duration(record, 'Connect') || none,
    tlsHandshaking: phase('tls_handshaking_ms'),
    sending: phase('sending_ms'),
  };
  placeInTime(times, origin);
  return times;
}

function jtlFacts(columns: RequestColumns, record: CsvRecord): Facts {
  const {
    status: _,
    isSum,
    ...end
  } = jtlEnd(columns, {
    responseCode: columns.text(record, 'responseCode'),
    success: columns.text(record, 'success'),
    responseMessage: columns.text(record, 'responseMessage'),
    failureMessage: columns.text(record, 'failureMessage'),
  });
  return {
    kind: isSum ? 'sum' : columns.number(record, 'within') > 0 ? 'part' : 'request',
    samples: columns.number(record, 'SampleCount') || 1,
    vu: null,
    iteration: null,
    use: CONNECTION_USE.opened,
    protocol: 0,
    remote: '',
    ...end,
    isWarmup: false,
    generator: null,
    part: 'scenario',
    dataRow: '',
    runId: '',
    seq: 0,
  };
}

function isVerdict(text: string): text is HealthVerdict {
  return Object.hasOwn(HEALTH_LABEL, text);
}
