// Makes a request of k6 into one request object that all of a file share, so that millions of requests are cheap. What is written
// in an unusual way is left to the general reader, which gives the same result and reports faults.
import { jtlThread, type ResultRequest } from './imported-request.ts';
import { placeInTime } from './jtl-times.ts';
import { K6Joining } from './k6-joining.ts';
import { K6_COLUMNS, type K6Request } from './k6-request.ts';
import { emptyRequest, MOST_MILLISECONDS, type Mutable } from './quick-shared-row.ts';
import { jtlEnd, words } from './request-end.ts';
import type { RequestColumns } from './request-columns.ts';
import type { RequestSink } from './request-sink.ts';

const MOST_KNOWN = 20_000;

type Thread = ReturnType<typeof jtlThread>;
type End = ReturnType<typeof jtlEnd>;

/** Joins samples into requests for the sink. */
export function joiningInto({ columns, originOf, handleRequest, readRecord }: RequestSink): K6Joining {
  readRecord({ cells: K6_COLUMNS, line: 1, end: 'line' });
  const known = columns();
  const quick = known === null ? null : new QuickK6Request(known);
  return new K6Joining({
    handleRequest: (request, end) => {
      if (quick?.read(request, originOf) === true) handleRequest(quick.request);
      else readRecord(request.record(end));
    },
    handleCut: (record) => void readRecord(record),
  });
}

class QuickK6Request {
  /** Valid until the next one is read. */
  readonly request: Mutable<ResultRequest> = { ...emptyRequest(), bytesIn: 0, bytesOut: 0 };
  readonly #columns: RequestColumns;
  /** By scenario and virtual user, which are the same texts again and again, unlike what is made of them. */
  readonly #threads = new Map<string, Map<string, Thread>>();
  readonly #ends = new Map<string, End>();
  /** What the last end was made of. */
  #last: { readonly code: string; readonly error: string; readonly isFailed: boolean; readonly end: End } | null = null;

  constructor(columns: RequestColumns) {
    this.#columns = columns;
  }

  /** Returns false if the general reader has to read it. */
  read(k6: K6Request, originOf: (startedAt: number) => number): boolean {
    const { startedAt, service, blocked, connecting, tls, sending, latency } = k6;
    // The unit is known only after the first request.
    if (this.#columns.timeUnit !== 1 || !(startedAt >= 1 && startedAt < MOST_MILLISECONDS)) return false;
    if (!(service >= 0 && service < Infinity) || !Number.isFinite(blocked + connecting + tls + sending + latency)) return false;
    const { request } = this;
    request.startedAt = startedAt;
    request.elapsed = service;
    request.latency = latency;
    placeInTime(request, originOf(startedAt));
    request.blocked = blocked;
    request.connecting = connecting > 0 ? connecting : Number.NaN;
    request.tlsHandshaking = tls > 0 ? tls : Number.NaN;
    request.sending = sending;
    this.#describe(k6);
    return true;
  }

  #describe(k6: K6Request): void {
    const { request } = this;
    const { url, method } = k6.texts;
    const { thread, group, groupNumber } = this.#threadOf(k6);
    const end = this.#endOf(k6);
    request.thread = thread;
    request.group = group;
    request.groupNumber = groupNumber;
    request.label = words(k6.label);
    request.method = method || 'GET';
    request.url = words(url);
    request.status = end.status;
    request.outcome = end.outcome;
    request.error = end.error;
    request.kind = end.isSum ? 'sum' : 'request';
  }

  #threadOf(k6: K6Request): Thread {
    const { scenario, vu } = k6.texts;
    const users = this.#threads.get(scenario) ?? noted(this.#threads, scenario, new Map<string, Thread>());
    return users.get(vu) ?? noted(users, vu, jtlThread(k6.thread));
  }

  #endOf(k6: K6Request): End {
    const { code, isFailed } = k6;
    const { error } = k6.texts;
    const last = this.#last;
    if (last !== null && last.code === code && last.isFailed === isFailed && last.error === error) return last.end;
    const success = isFailed ? 'false' : 'true';
    const key = `${code}\n${success}\n${error}`;
    const cells = { responseCode: code, success, responseMessage: error, failureMessage: error };
    const end = this.#ends.get(key) ?? noted(this.#ends, key, jtlEnd(this.#columns, cells));
    this.#last = { code, error, isFailed, end };
    return end;
  }
}

function noted<T>(known: Map<string, T>, key: string, value: T): T {
  if (known.size === MOST_KNOWN) known.clear();
  known.set(key, value);
  return value;
}
