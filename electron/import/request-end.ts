// How a request of a file ended: its status, its outcome and the sentence about it, derived from the words in its cells. Pure.
import { OUTCOME_LABEL, OUTCOMES, type Outcome } from '../../shared/outcome.ts';
import type { SampleError } from '../../shared/sample.ts';
import type { RequestColumns } from './request-columns.ts';

export interface End {
  readonly status: number;
  readonly outcome: Outcome;
  readonly error: SampleError | null;
}

export const OWN_END = ['responseCode', 'outcome', 'failureMessage', 'error_code'] as const;

/** Returns null if the outcome is not one that Onrush writes. */
export function ownEnd(cells: Readonly<Record<(typeof OWN_END)[number], string>>): End | null {
  const outcome = OUTCOMES.find((one) => one === cells.outcome);
  if (outcome === undefined) return null;
  const message = words(cells.failureMessage);
  const code = words(cells.error_code);
  const hasSentence = outcome !== 'ok' && !(code === '' && message === OUTCOME_LABEL[outcome]);
  return { status: statusNumber(cells.responseCode), outcome, error: hasSentence ? { code, message } : null };
}

/** The values of the column "success" that mean failure. */
const FAILED: ReadonlySet<string> = new Set(['false', '0', 'no', 'n', 'f', 'ko', 'fail', 'failed']);

export const JTL_END = ['responseCode', 'success', 'responseMessage', 'failureMessage'] as const;

type JtlCells = Readonly<Record<(typeof JTL_END)[number], string>>;

/** `isSum` is true if the row sums up the rows of a transaction. */
export function jtlEnd(
  columns: Pick<RequestColumns, 'writer' | 'saysFailures'>,
  cells: JtlCells,
): End & { readonly isSum: boolean } {
  const status = statusNumber(cells.responseCode);
  const said = cells.success.trim().toLowerCase();
  const isFine = said !== '' ? !FAILED.has(said) : isFineUnsaid(columns, cells, status);
  const code = words(cells.responseCode).replace(/^Non HTTP response code: /, '');
  const message = words(cells.failureMessage || cells.responseMessage).replace(/^Non HTTP response message: /, '');
  return {
    status,
    outcome: isFine ? 'ok' : jtlOutcome(status, code),
    error: isFine ? null : { code, message },
    isSum: cells.responseMessage.startsWith('Number of samples in transaction'),
  };
}

/** Locust writes why a request failed; in other files the status decides as far as possible. */
function isFineUnsaid(
  columns: Pick<RequestColumns, 'writer' | 'saysFailures'>,
  { failureMessage }: JtlCells,
  status: number,
): boolean {
  if (!columns.saysFailures) return true;
  if (columns.writer === 'locust') return failureMessage === '';
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

/** A spreadsheet may have written 200.0. */
export function statusNumber(code: string): number {
  return Number(/^([1-9]\d{2})(?:[.,]0+)?(?: .*)?$/.exec(code.trim())?.[1] ?? 0);
}

/** Removes the apostrophe that keeps a spreadsheet from executing a cell as a formula. */
export function words(text: string): string {
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}
