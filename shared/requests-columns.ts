// The columns of requests.csv and their meaning: the file's header and Help are both made from this list. Pure.

export interface RequestsColumn {
  readonly name: string;
  readonly meaning: string;
}

/**
 * JMeter's columns in its order, so that its listeners and the many tools for its files can read this one. Times are in whole ms.
 */
export const JMETER_COLUMNS: readonly RequestsColumn[] = [
  { name: 'timeStamp', meaning: 'When the request was sent, in milliseconds since 1970.' },
  { name: 'elapsed', meaning: 'The service time in whole milliseconds; service_time_ms has its decimals.' },
  { name: 'label', meaning: 'The step, or a step of it that was redirected.' },
  { name: 'responseCode', meaning: 'The status, or the kind of failure.' },
  { name: 'responseMessage', meaning: 'The words of the status, or of the failure.' },
  { name: 'threadName', meaning: 'The scenario and the virtual user.' },
  { name: 'dataType', meaning: 'Always empty: content types are not looked at.' },
  { name: 'success', meaning: 'Whether the request succeeded.' },
  { name: 'failureMessage', meaning: 'Why it failed.' },
  { name: 'bytes', meaning: 'Received, head and body.' },
  { name: 'sentBytes', meaning: 'Sent, head and body; 0 also where it is not known, because JMeter reads a whole number.' },
  { name: 'grpThreads', meaning: 'Always 0: how many were active is not measured.' },
  { name: 'allThreads', meaning: 'Always 0, for the same reason.' },
  { name: 'URL', meaning: 'The URL that was requested.' },
  { name: 'Latency', meaning: 'Until the first byte of the response.' },
  { name: 'IdleTime', meaning: 'Always 0.' },
  { name: 'Connect', meaning: 'DNS, connecting and TLS handshake together.' },
];

/** Onrush's own columns. Durations are in ms with decimals; points in time are in ms since the run's start. */
export const OWN_COLUMNS: readonly RequestsColumn[] = [
  { name: 'seq', meaning: 'The number of the request, as in the table of requests.' },
  { name: 'vu', meaning: 'The virtual user, from 1.' },
  { name: 'iteration', meaning: 'The iteration, from 0.' },
  { name: 'method', meaning: 'The method.' },
  { name: 'due_ms', meaning: 'When the request was due.' },
  { name: 'sent_ms', meaning: 'When it was sent.' },
  { name: 'queue_delay_ms', meaning: 'From due to sent.' },
  { name: 'service_time_ms', meaning: 'From sent to the last byte.' },
  { name: 'response_time_ms', meaning: 'From due to the last byte.' },
  { name: 'blocked_ms', meaning: 'Until the connection was free to use.' },
  { name: 'dns_ms', meaning: 'Looking up the address; empty where that was not needed, as in the two columns that follow.' },
  { name: 'connecting_ms', meaning: 'Opening the connection.' },
  { name: 'tls_handshaking_ms', meaning: 'Agreeing on encryption.' },
  { name: 'sending_ms', meaning: 'Until the request was written.' },
  { name: 'waiting_ms', meaning: 'Until the first byte of the response.' },
  { name: 'receiving_ms', meaning: 'Until its last byte.' },
  { name: 'conn_reused', meaning: 'Whether the connection had carried a request before.' },
  { name: 'protocol', meaning: 'The HTTP version.' },
  { name: 'remote_address', meaning: 'The address that responded.' },
  { name: 'outcome', meaning: 'How the request ended: ok, http_4xx, http_5xx, timeout and so on.' },
  { name: 'error_code', meaning: 'The code of a failure, such as ECONNREFUSED.' },
  { name: 'warmup', meaning: 'Whether it belongs to the warm-up, which is excluded from all statistics of the run.' },
  { name: 'run_id', meaning: 'The run.' },
  { name: 'generator', meaning: 'Whether the load generator was trusted, strained or suspect in that second.' },
  { name: 'data_row', meaning: 'The row of the data file.' },
  { name: 'check', meaning: 'The check that failed.' },
  { name: 'part', meaning: 'Why the request is excluded from all statistics: before, per-vu or renewal; empty where it counts.' },
  {
    name: 'tls_resumed',
    meaning: 'Whether the TLS handshake of the request resumed the session of an earlier connection; empty where it made none.',
  },
];

/** The very last column, only for runs whose requests carried a trace context. */
export const TRACE_COLUMN: RequestsColumn = {
  name: 'trace_id',
  meaning: 'The trace of the request, in a run with "trace"; empty where it was never sent.',
};

/** The last column, only for merged runs. */
export const SENDER_COLUMN: RequestsColumn = {
  name: 'load_generator',
  meaning: 'The load generator that sent it, in a merged run.',
};
