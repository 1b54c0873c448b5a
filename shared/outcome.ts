// How a request can end. The index in OUTCOMES is the code in stored samples: append only, never reorder.

export const OUTCOMES = [
  'ok',
  'http_4xx',
  'http_5xx',
  'dns',
  'connect_refused',
  'connect_timeout',
  'connect_failed',
  'local_limit',
  'tls',
  'closed',
  'reset',
  'timeout',
  'protocol',
  'header_limit',
  'body_limit',
  'truncated',
  'h2',
  'redirect',
  'check_failed',
  'cancelled',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_CODE: Readonly<Record<Outcome, number>> = Object.fromEntries(
  OUTCOMES.map((outcome, code): unknown[] => [outcome, code]),
);

/** The outcomes of a family share a mark and a colour: normal response, error response, timed out, no response, cancelled. */
export type OutcomeFamily = 'ok' | 'http_4xx' | 'http_5xx' | 'check_failed' | 'timeout' | 'no_response' | 'cancelled';

export function outcomeOf(code: number): Outcome {
  return OUTCOMES[code] ?? 'protocol';
}

export function outcomeFamily(outcome: Outcome): OutcomeFamily {
  switch (outcome) {
    case 'ok':
    case 'http_4xx':
    case 'http_5xx':
    case 'check_failed':
    case 'timeout':
    case 'cancelled':
      return outcome;
    case 'connect_timeout':
      return 'timeout';
    default:
      return 'no_response';
  }
}

/**
 * For a code of OUTCOMES: whether the request came to its own end. A cancelled request was cut off by us, so its time only says
 * when we stopped. It is counted, but its time is excluded from every figure, chart, threshold and comparison.
 */
export function isCompleted(code: number): boolean {
  return code !== OUTCOME_CODE.cancelled;
}

/** Every outcome is a failure, except `ok` and `cancelled`; the latter is caused by us and counted separately. */
export function isFailure(outcome: Outcome): boolean {
  return outcome !== 'ok' && outcome !== 'cancelled';
}

export const OUTCOME_LABEL: Readonly<Record<Outcome, string>> = {
  ok: 'Succeeded',
  http_4xx: 'Client error (4xx)',
  http_5xx: 'Server error (5xx)',
  dns: 'No address (DNS)',
  connect_refused: 'Connection refused',
  connect_timeout: 'Connecting timed out',
  connect_failed: 'Could not connect',
  local_limit: 'Limit of this computer',
  tls: 'TLS failed',
  closed: 'Closed without a response',
  reset: 'Connection reset',
  timeout: 'Timed out',
  protocol: 'Not valid HTTP',
  header_limit: 'Headers too large',
  body_limit: 'Body too large',
  truncated: 'Body cut short',
  h2: 'HTTP/2 error',
  redirect: 'Too many redirects',
  check_failed: 'Check failed',
  cancelled: 'Cancelled',
};

/** Whether the server throttles (429, 503). */
export function isRefusal(status: number): boolean {
  return status === 429 || status === 503;
}
